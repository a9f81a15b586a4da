/** Serves the description of the API, and a page to browse it. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import type { Endpoint } from './endpoints.ts';
import { type ApiTitle, describeApi } from './openapi.ts';

/** The pages and scripts of Swagger UI, as its package ships them. */
const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const shipped = /^\/(swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/;

const page = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" href="docs/favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/begin.js"></script>
</body>
</html>
`;

const begin = (address: string): string =>
  `SwaggerUIBundle({ url: '${address}', dom_id: '#api', deepLinking: true, tagsSorter: 'alpha', validatorUrl: null });\n`;

/** To be mounted at the folder above the API's own: `docs` is the page, `${version}/openapi.json` the description. */
export function createApiDocs(about: ApiTitle, endpoints: readonly Endpoint[]): Router {
  const description = describeApi(about, endpoints);
  const address = `${about.base}/openapi.json`;
  const router = Router();
  router.get('/v1/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(page(about.title));
  });
  router.get('/docs/begin.js', (_request, response) => {
    response.type('js').send(begin(address));
  });
  const files = express.static(assets, { index: false });
  router.use('/docs', (request, response, next) =>
    shipped.test(request.path) ? files(request, response, next) : next(),
  );
  return router;
}
