/** Asks the web process for a worker's needs, with the worker key. */
import { OutageError } from './patience.ts';

export interface WebClient {
  /**
   * GET of a path below /internal/v1/. Throws OutageError when the web process is away, too slow, busy or refuses the worker
   * key (all of which pass without a change to the request), Error for any other answer than 200.
   */
  get(path: string): Promise<Buffer>;
  /** PUT of a JPEG to a path below /internal/v1/; answers and throws like `get`. */
  putPicture(path: string, jpeg: Buffer): Promise<Buffer>;
}

export interface WebClientOptions {
  webUrl: string;
  workerKey: string;
  /** Time for the whole answer. */
  timeoutMs?: number;
}

/** Why fetch failed: its own message is only "fetch failed". */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function checkStatus(method: string, url: URL, status: number): void {
  if (status === 200) return;
  if (status === 401 || status === 403) {
    throw new OutageError(
      `${url.origin} refuses the worker key (${status}): set WORKER_KEY to that of the web process.`,
    );
  }
  const asked = `${url.origin} answered ${status} to ${method} ${url.pathname}.`;
  throw status >= 500 || status === 429 || status === 408 ? new OutageError(asked) : new Error(asked);
}

export function createWebClient({ webUrl, workerKey, timeoutMs = 30_000 }: WebClientOptions): WebClient {
  const root = new URL('internal/v1/', webUrl.endsWith('/') ? webUrl : `${webUrl}/`);
  const request = async (method: string, path: string, jpeg?: Buffer): Promise<Buffer> => {
    const url = new URL(path, root);
    const authorization = `Bearer ${workerKey}`;
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await fetch(url, {
        method,
        headers: jpeg ? { authorization, 'content-type': 'image/jpeg' } : { authorization },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(jpeg ? { body: new Uint8Array(jpeg) } : {}),
      });
      body = await response.arrayBuffer();
    } catch (error) {
      throw new OutageError(`${url.origin} can't be reached: ${describe(error)}`, { cause: error });
    }
    checkStatus(method, url, response.status);
    return Buffer.from(body);
  };
  return {
    get: (path) => request('GET', path),
    putPicture: (path, jpeg) => request('PUT', path, jpeg),
  };
}
