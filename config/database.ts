import { readSettings } from './settings';

const { databaseUrl, environment } = readSettings();

export default {
  connection: {
    client: 'postgres',
    // Strapi's columns hold no time zone: sessions speak UTC.
    connection: { connectionString: databaseUrl, options: '-c TimeZone=UTC' },
    // A command holds one connection for its whole transaction: waiting for a second inside it would deadlock.
    pool: { min: 0, max: 20 },
    // A failed statement's message must not quote the values it was given.
    compileSqlOnError: false,
    acquireConnectionTimeout: 10_000,
  },
  settings: {
    // In production a field taken out of a schema must never drop its column by itself: a migration does that.
    forceMigration: environment !== 'production',
  },
};
