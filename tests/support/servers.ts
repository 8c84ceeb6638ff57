import { z } from 'zod';

const shape = z.object({
  /** Of PostgreSQL's `postgres` database, from which tests make their own. */
  postgresUrl: z.string(),
  /** `host:port` of a Temporal development server, namespace `default`. */
  temporalAddress: z.string(),
  /** Path of the time-skipping server's program, for `TestWorkflowEnvironment.createTimeSkipping`. */
  timeSkippingServer: z.string(),
  smtpUrl: z.string(),
  /** The inbox: every message is at `<inboxUrl>/api/email` as JSON. */
  inboxUrl: z.string(),
  /** The compiled server, for Strapi's `distDir`; it also holds `workflow-bundle.js`. */
  dist: z.string(),
  /** Folder of the throw-away authority that signs for invented people; `openSigningAuthority` opens it. */
  signing: z.string(),
});

/** What the run provides to the tests of every project but `unit`. */
export type Servers = z.output<typeof shape>;

const variable = 'INPS_TEST_SERVERS';

/** Tells the tests' processes, which inherit the environment, where the servers are. */
export function publishServers(servers: Servers): void {
  process.env[variable] = JSON.stringify(servers);
}

/** Where the servers are. @throws when called in a project that has none */
export function servers(): Servers {
  const published = process.env[variable];
  if (published === undefined)
    throw new Error('No servers here: this test belongs in tests/temporal, tests/api or tests/long');
  return shape.parse(JSON.parse(published));
}
