/** What every answer and every changing request is held to: headers, and no changes asked for by other sites' pages. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { AppError } from '../errors.ts';

/** Strict content policy: own scripts only. Styles may be inline, as the interface's library writes them into the page. */
export function createSecurityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Browsers ignore it without TLS.
    strictTransportSecurity: { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' },
  });
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Refuses changes that another site's page asks for; the SameSite cookie is the first guard, this the second. */
export const refuseCrossSite: RequestHandler = (request, _response, next) => {
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const foreignOrigin = origin !== undefined && URL.parse(origin)?.host !== request.get('host');
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (changing.has(request.method) && (foreignOrigin || foreignSite)) {
    throw new AppError('cross_site', 'Changes can only be asked for by this service’s own pages.');
  }
  next();
};
