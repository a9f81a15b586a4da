/** One exchange with a camera: its own host only, no redirects, a limit on time and size, digest or basic authentication. */
import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6 } from 'node:net';
import { type CameraAddress, type ClientLimits, PullError } from './camera-client.ts';
import { answerDigest, chooseDigest, parseChallenges } from './digest.rules.ts';
import { allowList, checkHost, guardedLookup } from './networks.ts';

export interface CameraRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  contentType?: string;
}

export interface CameraAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
  /** When its first byte was there. */
  at: number;
}

export interface Exchange {
  address: CameraAddress;
  limits: ClientLimits;
  /** Ends when the time for all requests of one picture is over. */
  signal: AbortSignal;
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      response.destroy();
      throw new PullError('too_large', `The camera sends more than ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function faultOf(error: unknown, signal: AbortSignal): PullError {
  if (error instanceof PullError) return error;
  if (signal.aborted) return new PullError('timed_out', 'The camera took too long.');
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  if (cause instanceof PullError) return cause;
  return new PullError('unreachable', (cause as Error)?.message || 'There was no answer.');
}

async function once(
  { address, limits, signal }: Exchange,
  { method, path, body, contentType }: CameraRequest,
  authorization: string | null,
): Promise<CameraAnswer> {
  const isAllowed = allowList(limits.networks);
  checkHost(address.host, isAllowed);
  const send = address.scheme === 'https' ? httpsRequest : httpRequest;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send({
        method,
        host: address.host,
        port: address.port,
        path,
        lookup: guardedLookup(isAllowed),
        signal,
        rejectUnauthorized: !address.anyCertificate,
        agent: false,
        headers: {
          host: `${isIPv6(address.host) ? `[${address.host}]` : address.host}:${address.port}`,
          accept: '*/*',
          connection: 'close',
          ...(authorization ? { authorization } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': contentType ?? 'text/plain', 'content-length': Buffer.byteLength(body) }),
        },
      });
      request.once('error', reject);
      request.once('response', resolve);
      request.end(body);
    });
    const at = Date.now();
    const bytes = await readAll(response, limits.maxBytes);
    return { status: response.statusCode ?? 0, headers: response.headers, bytes, at };
  } catch (error) {
    throw faultOf(error, signal);
  }
}

/** The answer to the camera's question who asks; throws when it can't or mustn't be given. */
function authorize({ address }: Exchange, request: CameraRequest, asked: string): string {
  const { username, password, auth } = address;
  const challenges = parseChallenges(asked);
  const digest = chooseDigest(challenges);
  if (auth === 'none' || username === '') throw new PullError('wrong_credentials', 'The camera asks for a login.');
  if (auth === 'basic') return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  // Basic would send the password readable over the network: only when an administrator has said so.
  if (!digest) throw new PullError('basic_only', 'The camera takes no digest authentication.');
  const cnonce = randomBytes(16).toString('hex');
  return answerDigest(digest, { username, password }, { method: request.method, uri: request.path, cnonce });
}

/**
 * The camera's answer, whatever its status but 3xx, 401 and 403. Throws PullError. A login is sent only when it is asked for,
 * and once: cameras lock themselves after a few wrong ones.
 */
export async function askCamera(exchange: Exchange, request: CameraRequest): Promise<CameraAnswer> {
  let answer = await once(exchange, request, null);
  if (answer.status === 401) {
    answer = await once(exchange, request, authorize(exchange, request, answer.headers['www-authenticate'] ?? ''));
    if (answer.status === 401) throw new PullError('wrong_credentials', 'The camera refuses name and password.');
  }
  if (answer.status === 403) throw new PullError('wrong_credentials', 'The camera says that this user may not.');
  if (answer.status >= 300 && answer.status < 400) {
    throw new PullError('redirected', `The camera sends elsewhere (${answer.status}), which is not followed.`);
  }
  return answer;
}
