/** Posts one photograph as cameras do, in either of the two forms that the service takes, and reads the answer. */

export interface PhotoToPost {
  webUrl: string;
  key: string;
  jpeg: Buffer;
  /** ISO 8601 with offset. */
  capturedAt: string;
  note: string;
  /** multipart with the field `photo`, or the plain JPEG with the fields in the query. */
  form: 'multipart' | 'plain';
}

export type PostOutcome =
  | { kind: 'accepted' }
  /** The key is wrong or revoked: trying on is pointless. */
  | { kind: 'unknown_camera' }
  /** This photograph is not wanted; the next may be. */
  | { kind: 'refused'; status: number; code: string }
  | { kind: 'busy'; status: number; retryAfterMs: number | null }
  | { kind: 'unreachable'; reason: string };

const answerTimeoutMs = 20_000;

function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : null;
}

/**
 * A form as bytes. Handed to fetch as a form it would be a stream, and Node's fetch throws out of reach of any handler when
 * such a request is aborted while the stream is being read.
 */
async function encodeForm(form: FormData): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string }> {
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? '';
  return { bytes: new Uint8Array(await encoded.arrayBuffer()), contentType };
}

async function requestOf({ webUrl, key, jpeg, capturedAt, note, form }: PhotoToPost): Promise<Request> {
  const url = new URL('/api/v1/captures', webUrl);
  const headers = new Headers({ authorization: `Bearer ${key}` });
  if (form === 'plain') {
    url.searchParams.set('captured_at', capturedAt);
    headers.set('content-type', 'image/jpeg');
    return new Request(url, { method: 'POST', headers, body: new Uint8Array(jpeg) });
  }
  const body = new FormData();
  body.set('captured_at', capturedAt);
  body.set('note', note);
  body.set('photo', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), 'photo.jpg');
  const { bytes, contentType } = await encodeForm(body);
  headers.set('content-type', contentType);
  return new Request(url, { method: 'POST', headers, body: bytes });
}

async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return 'no code';
  const problem: unknown = JSON.parse(text);
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : null;
  return typeof code === 'string' ? code : 'no code';
}

async function judge(response: Response): Promise<PostOutcome> {
  const { status } = response;
  const code = await codeOf(response);
  if (status === 200 || status === 202) return { kind: 'accepted' };
  if (status === 401 || status === 403) return { kind: 'unknown_camera' };
  if (status === 429 || status >= 500) {
    return { kind: 'busy', status, retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
  }
  return { kind: 'refused', status, code };
}

/** Posts; failures of the network are an outcome. Throws only where `signal` was aborted. */
export async function postPhoto(photo: PhotoToPost, signal: AbortSignal): Promise<PostOutcome> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]);
  try {
    return await judge(await fetch(await requestOf(photo), { signal: limited }));
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'unreachable', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
