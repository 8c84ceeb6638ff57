import { refuseUnreadable } from '../src/http/body';

/** `strapi::logger` is absent on purpose: it writes whole addresses, and a query may hold what a log must not. */
export default [
  'strapi::errors',
  'strapi::security',
  // The web app is served from the same origin: no other origin may read answers.
  { name: 'strapi::cors', config: { origin: [] } },
  'strapi::query',
  'global::readable-body',
  {
    name: 'strapi::body',
    // JSON and nothing else. A content type with files would need `multipart`, and a limit for whoever is not signed in.
    config: { jsonLimit: '256kb', multipart: false, urlencoded: false, text: false, onError: refuseUnreadable },
  },
  'strapi::session',
  { name: 'strapi::favicon', config: { path: 'public/favicon.png' } },
  'strapi::public',
];
