import type { Core } from '@strapi/strapi';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { relayLag } from '../journal/wake';

/** What the server measures, in Prometheus' form. Labels hold routes, commands and codes: never an id. */
export interface Metrics {
  readonly commands: Counter<'process' | 'command' | 'outcome'>;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  /** The page, with the queues as they are now. */
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

const handles = new WeakMap<Core.Strapi, Metrics>();

/** The measures of this Strapi instance. */
export function metricsOf(strapi: Core.Strapi): Metrics {
  const known = handles.get(strapi);
  if (known) return known;
  const metrics = createMetrics(strapi);
  handles.set(strapi, metrics);
  return metrics;
}

function createMetrics(strapi: Core.Strapi): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const lag = new Gauge({
    name: 'inps_relay_lag_seconds',
    help: 'Age of the oldest wake not yet delivered.',
    registers,
  });
  const depth = new Gauge({ name: 'inps_relay_queue_depth', help: 'Wakes not yet delivered.', registers });
  const mails = new Gauge({ name: 'inps_mails', help: 'Mails by status.', labelNames: ['status'], registers });
  return {
    commands: new Counter({
      name: 'inps_commands_total',
      help: 'Commands given over HTTP, by what became of them.',
      labelNames: ['process', 'command', 'outcome'],
      registers,
    }),
    requests: new Histogram({
      name: 'inps_http_request_duration_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    async read() {
      const db = strapi.db.connection;
      const { waiting, seconds } = await relayLag(db);
      lag.set(seconds);
      depth.set(waiting);
      const { rows } = await db.raw<{ rows: { status: string; count: number }[] }>(
        'select status, count(*)::int as count from mails group by status',
      );
      mails.reset();
      for (const { status, count } of rows) mails.set({ status }, count);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
