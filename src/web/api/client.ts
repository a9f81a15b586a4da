/** The one way to the service: JSON over fetch on the same origin, with failures as two kinds of error. */

const base = '/api/v1';
const timeoutMs = 20_000;

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  errors?: Fault[];
}

/** What is wrong with one part of the request; `pointer` such as “/name” (RFC 6901). */
export interface Fault {
  pointer: string;
  detail: string;
}

/** The service answered and said no. `code` is stable; `detail` is the service's own sentence. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Empty unless parts of the request are at fault. */
  readonly faults: readonly Fault[];
  /** Seconds to wait as told by Retry-After; null when it told none. */
  readonly retryAfterS: number | null;

  constructor(status: number, body: ProblemBody, retryAfterS: number | null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.detail = body.detail ?? body.title ?? '';
    this.faults = body.errors ?? [];
    this.retryAfterS = retryAfterS;
  }
}

/** No answer came: the network is down, the service is, or it took too long. */
export class NetworkFailure extends Error {}

/** The faults of a refused request by field (“name”, “bins/0/name”), for forms to show beside it. */
export function fieldFaults(error: unknown): Map<string, string> {
  const faults = error instanceof ApiProblem ? error.faults : [];
  return new Map(faults.map(({ pointer, detail }) => [pointer.slice(1), detail]));
}

/** True when the same request may succeed later without any change. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NetworkFailure) return true;
  return error instanceof ApiProblem && (error.status >= 500 || [408, 425, 429].includes(error.status));
}

/** True when the session has ended. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const waitS = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const text = await response.text();
  let body: ProblemBody = {};
  if (response.headers.get('content-type')?.includes('json')) {
    try {
      body = JSON.parse(text) as ProblemBody;
    } catch (error) {
      // A cut-off or foreign answer (a proxy's, say): the status alone has to do.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return new ApiProblem(response.status, body, Number.isNaN(waitS) ? null : waitS);
}

async function answerTo(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(base + path, { credentials: 'same-origin', signal: AbortSignal.timeout(timeoutMs), ...init });
  } catch (error) {
    throw new NetworkFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Sends a request of one's own making, such as one whose body is no JSON; throws what `request` throws. */
export async function requestWith<T>(path: string, init: RequestInit): Promise<T> {
  const response = await answerTo(path, init);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new NetworkFailure('the answer broke off', { cause: error });
  }
}

/**
 * Sends one request and gives the JSON answer, unchecked: the service parses what it sends with the same schemas.
 * @throws ApiProblem when the service refuses, NetworkFailure when no (whole) answer came.
 */
export function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const init: RequestInit = { method };
  // A verdict on its way out survives the closing of the page.
  if (method !== 'GET') init.keepalive = true;
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  return requestWith<T>(path, init);
}
