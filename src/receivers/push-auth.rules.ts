/** Basic and digest authentication of devices (RFC 7617, 7616 with MD5, which is what their firmware speaks). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const realm = 'greensleeve';
const nonceLastsMs = 300_000;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** What is kept of a password. */
export const digestOf = (username: string, password: string): string => md5(`${username}:${realm}:${password}`);

export interface Credentials {
  username: string;
  passwordDigest: string;
}

/** A challenge that this service knows again without keeping it. */
export function makeNonce(secret: string, now: number): string {
  const time = now.toString(36);
  return `${time}-${createHmac('sha256', secret).update(time).digest('hex').slice(0, 32)}`;
}

type NonceState = 'fresh' | 'stale' | 'foreign';

function stateOf(nonce: string, secret: string, now: number): NonceState {
  const time = Number.parseInt(nonce.split('-')[0] ?? '', 36);
  if (Number.isNaN(time) || !same(nonce, makeNonce(secret, time))) return 'foreign';
  return now - time <= nonceLastsMs && now >= time ? 'fresh' : 'stale';
}

export function isBasicRight(header: string, known: Credentials): boolean {
  const text = Buffer.from(/^Basic\s+(\S+)$/i.exec(header)?.[1] ?? '', 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 0 || !same(text.slice(0, at), known.username)) return false;
  return same(digestOf(known.username, text.slice(at + 1)), known.passwordDigest);
}

/** The fields of a digest header, quoted or not. */
function fieldsOf(header: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of header.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)) {
    fields[name.toLowerCase()] = (quoted ?? bare ?? '').replaceAll(/\\(.)/g, '$1');
  }
  return fields;
}

/** `url`: as requested, with its query. A device may leave the query out of what it signs. */
export function checkDigest(
  header: string,
  request: { method: string; url: string },
  known: Credentials,
  nonces: { secret: string; now: number },
): 'right' | 'stale' | 'wrong' {
  if (!/^Digest\s/i.test(header)) return 'wrong';
  const { username = '', nonce = '', uri = '', response = '', qop, nc = '', cnonce = '' } = fieldsOf(header);
  const state = stateOf(nonce, nonces.secret, nonces.now);
  const path = uri.replace(/^https?:\/\/[^/]+/i, '');
  const isHere = path === request.url || path === request.url.split('?')[0];
  if (state === 'foreign' || !isHere || !same(username, known.username)) return 'wrong';
  const ha2 = md5(`${request.method}:${uri}`);
  const middle = qop === undefined ? nonce : `${nonce}:${nc}:${cnonce}:${qop}`;
  if (!same(md5(`${known.passwordDigest}:${middle}:${ha2}`), response.toLowerCase())) return 'wrong';
  return state === 'fresh' ? 'right' : 'stale';
}

/** The header that asks for it. */
export function challenge(kind: 'basic' | 'digest', nonce: string, isStale: boolean): string {
  if (kind === 'basic') return `Basic realm="${realm}", charset="UTF-8"`;
  return `Digest realm="${realm}", qop="auth", algorithm=MD5, nonce="${nonce}"${isStale ? ', stale=true' : ''}`;
}
