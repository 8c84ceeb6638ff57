import type { Knex } from 'knex';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { relayLag } from '../../journal/wake';

/**
 * The worker's figures for Prometheus; database figures are read when asked for, and so is since how many milliseconds each
 * certified mailbox has not been read (`unread`).
 */
export function createMetrics(db: Knex, unread: () => readonly number[]) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const mails = new Counter({
    name: 'inps_mails_total',
    help: 'Mails handed to the mail server, by outcome',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  const followUps = new Counter({
    name: 'inps_follow_ups_total',
    help: 'Commands given by the follow loop, by command and outcome',
    labelNames: ['command', 'outcome'] as const,
    registers: [registry],
  });
  const messages = new Counter({
    name: 'inps_messages_total',
    help: 'Messages to offices handed to a server, by channel and outcome',
    labelNames: ['channel', 'outcome'] as const,
    registers: [registry],
  });
  const certifiedMail = new Counter({
    name: 'inps_certified_mail_total',
    help: 'Certified mail that came in, by kind and where it stands: filed receipts, letters, what is kept apart',
    labelNames: ['kind', 'standing'] as const,
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'inps_relay_waiting',
    help: 'Wakes not yet handed to Temporal',
    registers: [registry],
  });
  const lag = new Gauge({
    name: 'inps_relay_lag_seconds',
    help: 'Age of the oldest waiting wake',
    registers: [registry],
  });
  const mailboxes = new Gauge({
    name: 'inps_certified_mailbox_unread_seconds',
    help: 'Since when a certified mailbox has not been read, by its place in PEC_MAILBOXES; 0 where another worker reads it',
    labelNames: ['mailbox'] as const,
    registers: [registry],
  });
  const queued = new Gauge({ name: 'inps_mails_queued', help: 'Mails waiting to be sent', registers: [registry] });
  return {
    mails,
    followUps,
    messages,
    certifiedMail,
    async text(): Promise<string> {
      const now = await relayLag(db);
      waiting.set(now.waiting);
      lag.set(now.seconds);
      const { rows } = await db.raw<{ rows: { queued: number }[] }>(
        `select count(*)::int as queued from mails where status in ('queued', 'sending')`,
      );
      queued.set(rows[0]?.queued ?? 0);
      for (const [mailbox, ms] of unread().entries()) mailboxes.set({ mailbox }, ms / 1000);
      return registry.metrics();
    },
  };
}
