import { readServerSettings } from './settings';

const { strapi, publicUrl } = readServerSettings();
const MINUTE = 60;
const HOUR = 60 * MINUTE;

export default {
  'users-permissions': {
    config: {
      jwtSecret: strapi.JWT_SECRET,
      jwt: { algorithm: 'HS256' },
      // Short access tokens and refresh tokens that can be revoked, kept in the database.
      jwtManagement: 'refresh',
      sessions: {
        accessTokenLifespan: 10 * MINUTE,
        maxRefreshTokenLifespan: 7 * 24 * HOUR,
        idleRefreshTokenLifespan: 24 * HOUR,
        maxSessionLifespan: 12 * HOUR,
        idleSessionLifespan: 2 * HOUR,
        // Whoever asks by its header is given the refresh token in a cookie, which the page's own code cannot read.
        cookie: { secure: publicUrl.startsWith('https:'), sameSite: 'strict', path: '/api/auth' },
      },
      // Registration is closed in the plugin's stored settings; no extra field would be accepted even if it were not.
      register: { allowedFields: [] },
      ratelimit: { interval: 60_000, max: 10 },
    },
  },
};
