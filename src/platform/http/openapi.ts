/** The description of the API (OpenAPI 3.1), made from the declarations that also serve it. */
import { z } from 'zod';
import type { Endpoint } from './endpoints.ts';

type Json = Record<string, unknown>;

export interface ApiTitle {
  title: string;
  version: string;
  description: string;
  /** Prefix of all paths. */
  base: string;
}

/** `io`: a request is described as it may be sent, an answer as it is sent. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...one }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: one,
  }));
}

function answersOf({ answer, media, status }: Endpoint): Json {
  const content = answer
    ? { 'application/json': { schema: schemaOf(answer, 'output') } }
    : media
      ? { [media]: { schema: { type: 'string', format: 'binary' } } }
      : undefined;
  return {
    [String(status ?? (answer || media ? 200 : 204))]: { description: 'Done', ...(content ? { content } : {}) },
    default: {
      description: 'Refused; `code` says why',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
};

/** One operation; `security` by how the caller makes themselves known. */
function operationOf(endpoint: Endpoint, security: Json[]): Json {
  const [tag = ''] = endpoint.path.split('/').filter(Boolean);
  return {
    tags: [tag],
    summary: endpoint.summary,
    'x-access': endpoint.access,
    ...(endpoint.action ? { 'x-action': endpoint.action } : {}),
    security,
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }
      : {}),
    responses: answersOf(endpoint),
  };
}

/** Throws when two declarations claim the same method and path. */
export function describeApi(about: ApiTitle, endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = about.base + endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    const operations = paths[path] ?? {};
    paths[path] = operations;
    if (operations[endpoint.method]) throw new Error(`${endpoint.method} ${path} is declared twice`);
    const security: Json[] =
      endpoint.access === 'anyone' ? [] : endpoint.access === 'camera' ? [{ cameraKey: [] }] : [{ session: [] }];
    operations[endpoint.method] = operationOf(endpoint, security);
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version, description: about.description },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'greensleeve_session' },
        cameraKey: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
