import { readServerSettings } from './settings';

const settings = readServerSettings();

export default {
  host: settings.host,
  port: settings.port,
  url: settings.publicUrl,
  app: { keys: settings.strapi.APP_KEYS },
  // Served over HTTPS there is a proxy in front: its forwarded address and protocol are then the true ones.
  // Of the addresses forwarded only the last was written by that proxy: those before it are whatever the client says.
  proxy: { koa: settings.publicUrl.startsWith('https:'), maxIpsCount: 1 },
  // Everything that happens by itself belongs to a workflow: Strapi's own clock stays off.
  cron: { enabled: false },
  // Nobody moves this data between instances through Strapi's transfer tool.
  transfer: { remote: { enabled: false } },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
};
