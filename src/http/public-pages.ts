import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import serve from 'koa-static';
import type { Http, Step } from './context';

/** Where pages are, and what they are built into: the public questionnaire, and the operators' page. */
const PLACES = [
  { place: '/questionario', folder: ['web', 'dist'], index: 'index.html' },
  { place: '/operatori', folder: ['web', 'dist', 'operatori'], index: 'operatori.html' },
] as const;

/** Nothing from anywhere else, nothing written into a page, no page around ours: there is no third party. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the built pages of the public questionnaire and of the operators' desk: no cookie, no log line, a strict policy.
 * Stands outside Strapi's own middlewares, which would add headers of their own. Where the pages were not built it is as if
 * there were none.
 */
export function publicPages(root: string): Step {
  const served = PLACES.map(({ place, folder, index }) => {
    const home = join(root, ...folder);
    return { place, page: join(home, index), files: serve(home, { index, brotli: true, gzip: true, setHeaders }) };
  });
  return async (ctx, next) => {
    const { path } = ctx;
    const found = served.find(({ place }) => path === place || path.startsWith(`${place}/`));
    if (!found || !existsSync(found.page)) return next();
    const { place, files } = found;
    if (path === place) {
      ctx.redirect(`${place}/`);
      return;
    }
    ctx.path = path.slice(place.length);
    protect(ctx);
    // The build leaves each file compressed beside itself; which one is sent depends on who asks.
    ctx.vary('Accept-Encoding');
    try {
      await files(ctx as Parameters<typeof files>[0], async () => {});
      if (ctx.fresh) ctx.status = 304;
    } finally {
      ctx.path = path;
    }
  };
}

/** Files whose name holds their hash are kept for ever; the others are asked for again each time. */
function setHeaders(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const isNamedByHash = path.split(sep).includes('assets');
  response.setHeader('Cache-Control', isNamedByHash ? 'public, max-age=31536000, immutable' : 'public, no-cache');
}

function protect(ctx: Http): void {
  ctx.set('Content-Security-Policy', POLICY);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
  ctx.set('Cross-Origin-Opener-Policy', 'same-origin');
  ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
}
