/** The door for devices: /push/TOKEN and whatever they put behind it, by any method, in their makers' forms. */
import { randomBytes } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { createAddressList, plainAddress } from '../platform/http/address-list.ts';
import { readPatiently } from '../platform/http/patient-body.ts';
import type { PushRequest } from './message.ts';
import type { PushAddress } from './push.repo.ts';
import type { PushService } from './push.service.ts';
import type { PushAddressesService } from './push-addresses.service.ts';
import { type Credentials, challenge, checkDigest, isBasicRight, makeNonce } from './push-auth.rules.ts';

/** All bodies being read together; beyond that devices are asked to come again. */
const mostBytesAtOnce = 256 * 1_048_576;

const textsOf = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

function toRequest(request: Request, body: Buffer): PushRequest {
  const rest: unknown = request.params.rest;
  const path = Array.isArray(rest) ? `/${rest.join('/')}` : '';
  const { method, query, headers } = request;
  return { method, path, query: textsOf(query), headers: textsOf(headers), body };
}

export interface DoorTimes {
  idleMs: number;
  mostPauses: number;
}

export function createPushDoor(deps: {
  push: Pick<PushService, 'receive' | 'isWhole'>;
  addresses: Pick<PushAddressesService, 'findByToken'>;
  clock: Clock;
  maxBytes: number;
  times?: DoorTimes;
}): Router {
  const { push, addresses, clock, maxBytes } = deps;
  const { idleMs, mostPauses } = deps.times ?? { idleMs: 4_000, mostPauses: 8 };
  const secret = randomBytes(32).toString('hex');
  let bytesAtOnce = 0;

  /** Whether the sender may go on; otherwise it has been asked for its name and password. */
  const isKnown = (address: PushAddress, request: Request, response: Response): boolean => {
    const { authKind, username, passwordDigest } = address;
    if (authKind === 'none' || username === null || passwordDigest === null) return true;
    const known: Credentials = { username, passwordDigest };
    const header = request.get('authorization') ?? '';
    const now = clock();
    const found =
      authKind === 'basic'
        ? isBasicRight(header, known) && 'right'
        : checkDigest(header, { method: request.method, url: request.originalUrl }, known, { secret, now });
    if (found === 'right') return true;
    response.set('WWW-Authenticate', challenge(authKind, makeNonce(secret, now), found === 'stale'));
    response.set('Connection', 'close').status(401).type('text/plain').send('Unauthorized');
    return false;
  };

  const findAddress = (request: Request): PushAddress => {
    const address = addresses.findByToken(String(request.params.token));
    if (!address) throw new AppError('wrong_push_address', 'This address of a device is wrong or has been revoked.');
    const isAllowed = address.allowed.length === 0 || createAddressList(address.allowed).has(request.ip ?? '');
    if (!isAllowed) throw new AppError('push_from_elsewhere', 'This network address may not push here.');
    return address;
  };

  const readBody = async (request: Request): Promise<{ bytes: Buffer; isGone: boolean }> => {
    const said = Number(request.headers['content-length'] ?? 0);
    if (said > maxBytes) throw new AppError('body_too_large', `A device’s body may have at most ${maxBytes} bytes.`);
    if (bytesAtOnce > mostBytesAtOnce) {
      throw new AppError('push_busy', 'Too many devices are sending at once; please send it again.', {
        retryAfterS: 5,
      });
    }
    const held = said || Math.min(maxBytes, 1_048_576);
    bytesAtOnce += held;
    const isWhole = (bytes: Buffer): boolean => push.isWhole(toRequest(request, bytes));
    try {
      return await readPatiently(request, { maxBytes, idleMs, mostPauses, isWhole });
    } finally {
      bytesAtOnce -= held;
    }
  };

  const door: RequestHandler = async (request, response) => {
    // Devices keep a connection open after a refusal and go on sending a body that nobody reads.
    response.set('Connection', 'close');
    const address = findAddress(request);
    if (!isKnown(address, request, response)) return;
    const { bytes, isGone } = await readBody(request);
    const remoteAddress = plainAddress(request.ip ?? '');
    const answer = await push.receive(address, { ...toRequest(request, bytes), remoteAddress });
    if (isGone) return;
    if (request.complete) response.removeHeader('Connection');
    response.set('Cache-Control', 'no-store').status(200).type(answer.type).send(answer.body);
  };
  const router = Router();
  router.all(['/push/:token', '/push/:token/*rest'], door);
  return router;
}
