/** Builds the Express application out of the features' routers: order, headers, body parsing, errors. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { Health } from './health.ts';
import { createApiDocs } from './platform/http/api-docs.ts';
import type { Endpoints } from './platform/http/endpoints.ts';
import { createProblemHandler, noSuchRoute } from './platform/http/problems.ts';
import { createSecurityHeaders, refuseCrossSite } from './platform/http/security.ts';
import type { Logger } from './platform/logger.ts';

const apiTitle = {
  title: 'Greensleeve API',
  version: '1',
  description:
    'What the pages of this service use, and what cameras post to. People sign in with POST /api/v1/session and keep its cookie; cameras send their key as a bearer token. Times are UTC.',
  base: '/api/v1',
};

export interface AppParts {
  /** The entrance for photographs; it reads its bodies itself. */
  intake: Endpoints;
  /** Where devices push in their makers' forms; it reads its bodies itself. */
  door: Router;
  /** The rest of /api/v1, with JSON bodies. */
  api: readonly Endpoints[];
  /** /internal/v1, for workers. */
  internal: { guard: RequestHandler; routers: Router[] };
  health: () => Promise<Health>;
  /** Folder of the built interface. */
  webRoot: string;
  trustProxy: boolean;
  log: Logger;
}

function createHealthRoutes(health: AppParts['health']): Router {
  const router = Router();
  router.get('/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  router.get('/ready', async (_request, response) => {
    const state = await health();
    response.status(state.status === 'unavailable' ? 503 : 200).json(state);
  });
  return router;
}

/** The interface: its hashed files for ever, its page never from a cache; unknown paths are the page's own business. */
function createWebRoutes(webRoot: string): Router {
  const router = Router();
  const page = join(webRoot, 'index.html');
  // Scripts and styles only: an answer that mixes secrets with what a stranger chose must not be compressed.
  router.use(compression());
  router.use('/assets', express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '1y' }));
  router.use(express.static(webRoot, { index: false, maxAge: '1h' }));
  router.get(/^\/(?!api\/|internal\/|push\/)[^.]*$/, (_request, response, next) => {
    if (!existsSync(page)) return next();
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}

export type App = Express;

export function createApp(parts: AppParts): App {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy ? 1 : false);
  app.use(createSecurityHeaders());
  app.use(createHealthRoutes(parts.health));
  app.use('/internal/v1', parts.internal.guard, ...parts.internal.routers);
  app.use(parts.door);
  app.use('/api', refuseCrossSite, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(
    '/api',
    createApiDocs(
      apiTitle,
      [parts.intake, ...parts.api].flatMap(({ endpoints }) => endpoints),
    ),
  );
  app.use('/api/v1', parts.intake.router);
  app.use('/api/v1', express.json({ limit: '256kb' }), ...parts.api.map(({ router }) => router));
  app.use(createWebRoutes(parts.webRoot));
  app.use(noSuchRoute);
  app.use(createProblemHandler(parts.log));
  return app;
}
