/** Declares the addresses of the API: each is guarded, checked, answered and described from one declaration. */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { withErrand } from '../db/errand.ts';
import { parseInput } from './parse.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What an address takes and gives. Left out: no such part; without `answer` the handler's value is not sent. */
interface EndpointParts {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What is not in it is not sent: a field that nobody declared can't leak. */
  answer?: z.ZodType;
}

interface EndpointSpec<Access> extends EndpointParts {
  access: Access;
  /** One line for whoever reads the description of the API. */
  summary: string;
  /** Name of what is done, for the log of who did what. Whatever changes something has one, or says why not. */
  action?: string;
  /** Why a call that isn't a reading one leaves no line in that log. */
  unlogged?: string;
  /** The log tells that it was done, not what was sent: a verdict, say, which others must not know before their own. */
  isDiscreet?: true;
  /** Of the answer; default 200, without `answer` and `media` 204. */
  status?: number;
  /** For answers that are no JSON: the handler writes to `response` itself. */
  media?: string;
  /** Before the handler: uploads, throttles. */
  use?: RequestHandler[];
}

/** A declared address; `path` in Express' notation, without the prefix of the API. */
export interface Endpoint<Access = unknown> extends EndpointSpec<Access> {
  method: Method;
  path: string;
}

type Part<Parts extends EndpointParts, Name extends keyof EndpointParts> = Parts[Name] extends z.ZodType
  ? z.output<Parts[Name]>
  : undefined;
type Given<Parts extends EndpointParts> = Parts['answer'] extends z.ZodType ? z.input<Parts['answer']> : unknown;

/** What a handler gets: every declared part, checked, and who asks. */
interface Call<Parts extends EndpointParts, Caller> {
  params: Part<Parts, 'params'>;
  query: Part<Parts, 'query'>;
  body: Part<Parts, 'body'>;
  /** Throws on an address that anyone may call. */
  readonly caller: Caller;
  request: Request;
  response: Response;
}

type Declare<Access, Caller> = <const Spec extends EndpointSpec<Access>>(
  path: string,
  spec: Spec,
  handler: (call: Call<Spec, Caller>) => Given<Spec> | Promise<Given<Spec>>,
) => void;

/** A feature's addresses, and what is known about each. */
export interface Endpoints<Access = unknown> {
  router: Router;
  endpoints: readonly Endpoint<Access>[];
}

export interface EndpointsBuilder<Access, Caller> extends Endpoints<Access>, Record<Method, Declare<Access, Caller>> {
  /** Describes an address that a router of its own serves. */
  describe(method: Method, path: string, spec: EndpointSpec<Access>): void;
}

/** A call as whoever keeps a log of them is told of it. */
export interface Done {
  endpoint: Endpoint & { action: string };
  request: Request;
  params: unknown;
  query: unknown;
  body: unknown;
  /** What its transaction gave, or at last the handler. */
  result: unknown;
  /** False: there will be another chance to write. */
  isLast: boolean;
}

/** Whatever changes something leaves a line in the log, or its declaration says why not. */
function checkLogged({ method, path, action, unlogged }: Endpoint): void {
  if (method === 'get' || action || unlogged) return;
  throw new Error(`${method} ${path} changes something: its declaration needs an action, or unlogged with the reason`);
}

/** `guard` lets pass who has the access; `callerOf` tells afterwards who that was. */
export function createEndpoints<Access, Caller>(deps: {
  guard: (access: Access) => RequestHandler;
  callerOf: (request: Request) => Caller;
  /** Writes down a call that has an action, in the transaction of its change, or at last before it is answered. */
  onAction?: (done: Done) => boolean;
}): EndpointsBuilder<Access, Caller> {
  const router = Router();
  const endpoints: Endpoint<Access>[] = [];
  const declare =
    (method: Method): Declare<Access, Caller> =>
    (path, spec, handler) => {
      const endpoint: Endpoint<Access> = { ...spec, method, path };
      checkLogged(endpoint);
      endpoints.push(endpoint);
      const { action } = spec;
      const { onAction } = deps;
      const status = spec.status ?? (spec.answer ? 200 : 204);
      router[method](path, deps.guard(spec.access), ...(spec.use ?? []), async (request, response) => {
        const part = (name: 'params' | 'query' | 'body') =>
          spec[name] ? parseInput(spec[name], request[name]) : undefined;
        const call = {
          params: part('params'),
          query: part('query'),
          body: part('body'),
          get caller() {
            return deps.callerOf(request);
          },
          request,
          response,
        };
        const { params, query, body } = call;
        const answer = () => handler(call as Call<typeof spec, Caller>);
        const write = (result: unknown, isLast: boolean): boolean =>
          onAction !== undefined &&
          action !== undefined &&
          onAction({ endpoint: { ...endpoint, action }, request, params, query, body, result, isLast });
        const given = await (action && onAction ? withErrand(write, answer) : answer());
        if (spec.media) return;
        response.status(status);
        if (spec.answer) response.json(spec.answer.parse(given));
        else response.end();
      });
    };
  return {
    router,
    endpoints,
    get: declare('get'),
    post: declare('post'),
    put: declare('put'),
    patch: declare('patch'),
    delete: declare('delete'),
    describe(method, path, spec) {
      checkLogged({ ...spec, method, path });
      endpoints.push({ ...spec, method, path });
    },
  };
}
