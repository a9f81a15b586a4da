/** The socket of the web process: opened first, so that a taken port is said at once, and closed when no answer is due. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProblemCode } from '../problem-codes.ts';
import { exitCodes, StartError } from './start-error.ts';

export interface Listener {
  /** Address for this machine, such as http://127.0.0.1:8480 (also when it listens on all addresses). */
  readonly url: string;
  /** Hands all requests over to the application; until then they are asked to come again. */
  serve(application: RequestListener): void;
  /** Takes no new connections, lets requests finish for `graceMs`, then cuts them off. */
  close(graceMs: number): Promise<void>;
}

const stillStarting: RequestListener = (request, response) => {
  const path = request.url?.split('?')[0];
  if (path === '/live') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"live"}');
    return;
  }
  const code: ProblemCode = 'starting';
  const detail = 'The service is still starting; please come again in a moment.';
  const problem = { type: `urn:greensleeve:problem:${code}`, title: 'Not available now', status: 503, code, detail };
  response
    .writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2', connection: 'close' })
    .end(JSON.stringify(problem));
};

/** The message for a socket that can't be opened; other errors come back as they are. */
function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Choose another with --port N (PORT); 0 takes any free one.`,
    EACCES: `Port ${port} may only be opened by root. Choose one above 1023 with --port N (PORT).`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another with --host H (HOST); 0.0.0.0 means all.`,
    ENOTFOUND: `${host} is not an address. Choose another with --host H (HOST); 0.0.0.0 means all.`,
  };
  const reason = reasons[error.code ?? ''];
  return reason === undefined ? error : new StartError(exitCodes.inUse, reason, { cause: error });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection kept alive by the other end counts as idle only once its answer is out, so they are looked for repeatedly.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

/**
 * Devices send more than the Content-Length they give. What is left over is no request: the one before it is answered all the
 * same, and then the connection is closed.
 */
function answerFirst(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => {
    answering.set(request.socket, response);
    response.on('close', () => answering.delete(request.socket));
  });
  server.on('clientError', (_error, socket) => {
    const response = answering.get(socket);
    if (response) response.once('close', () => socket.destroy());
    else if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', () => socket.destroy());
    else socket.destroy();
  });
}

/** Opens the socket. Throws StartError when the port is taken or the address isn't this machine's. */
export async function openListener({ host, port }: { host: string; port: number }): Promise<Listener> {
  let application = stillStarting;
  const server = createServer((request, response) => application(request, response));
  answerFirst(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  return {
    url: urlOf(server, host),
    serve(handler) {
      application = handler;
    },
    close: (graceMs) => close(server, graceMs),
  };
}
