import { readServerSettings } from './settings';

const { serveAdmin, strapi } = readServerSettings();
const HOUR = 60 * 60;

export default {
  serveAdminPanel: serveAdmin,
  autoOpen: false,
  auth: {
    secret: strapi.ADMIN_JWT_SECRET,
    sessions: {
      accessTokenLifespan: HOUR / 4,
      maxRefreshTokenLifespan: 7 * 24 * HOUR,
      idleRefreshTokenLifespan: 24 * HOUR,
      maxSessionLifespan: 12 * HOUR,
      idleSessionLifespan: HOUR,
    },
  },
  apiToken: { salt: strapi.API_TOKEN_SALT },
  transfer: { token: { salt: strapi.TRANSFER_TOKEN_SALT } },
  secrets: { encryptionKey: strapi.ENCRYPTION_KEY },
  flags: { nps: false, promoteEE: false },
};
