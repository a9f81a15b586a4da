/** Answers a server's digest challenge (RFC 7616: MD5, SHA-256, their -sess forms, with and without qop). */
import { createHash } from 'node:crypto';

export interface Challenge {
  scheme: string;
  parameters: Record<string, string>;
}

/** Best first; the name of Node's hash for each. */
const algorithms = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
] as const;

/**
 * The challenges of a WWW-Authenticate header, which may hold several: a word that no `=` follows begins the next one.
 * What can't be read is left out.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  const piece = /([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?\s*,?\s*/gy;
  for (let match = piece.exec(header); match; match = piece.exec(header)) {
    const [, name = '', quoted, plain] = match;
    const value = quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: {} });
    else {
      const latest = challenges.at(-1);
      if (latest) latest.parameters[name.toLowerCase()] ??= value;
    }
  }
  return challenges;
}

interface Supported {
  algorithm: string;
  hashName: string;
  isSession: boolean;
}

function supportedOf({ scheme, parameters }: Challenge): Supported | null {
  const algorithm = parameters.algorithm ?? 'MD5';
  const isSession = /-sess$/i.test(algorithm);
  const found = algorithms.find(([name]) => name === algorithm.toUpperCase().replace(/-SESS$/, ''));
  const offers = (parameters.qop ?? 'auth').split(',').map((one) => one.trim().toLowerCase());
  if (scheme !== 'digest' || !parameters.nonce || !found || !offers.includes('auth')) return null;
  return { algorithm, hashName: found[1], isSession };
}

/** The strongest digest challenge that can be answered; null: there is none. */
export function chooseDigest(challenges: readonly Challenge[]): Challenge | null {
  const rank = (challenge: Challenge): number =>
    algorithms.findIndex(([, hashName]) => hashName === supportedOf(challenge)?.hashName);
  return challenges.filter(supportedOf).toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

export interface Login {
  username: string;
  password: string;
}

/** What is signed; `uri` is the path with its query, as it stands in the request line. */
export interface SignedRequest {
  method: string;
  uri: string;
  cnonce: string;
}

/** Value of the Authorization header for the first use of a nonce. Throws for a challenge that `chooseDigest` doesn't take. */
export function answerDigest(challenge: Challenge, login: Login, { method, uri, cnonce }: SignedRequest): string {
  const supported = supportedOf(challenge);
  if (!supported) throw new Error('a challenge that can’t be answered');
  const { realm = '', nonce = '', opaque, qop, userhash } = challenge.parameters;
  const hash = (...parts: string[]): string =>
    createHash(supported.hashName).update(parts.join(':'), 'utf8').digest('hex');
  const count = '00000001';
  const secret = hash(login.username, realm, login.password);
  const first = supported.isSession ? hash(secret, nonce, cnonce) : secret;
  const second = hash(method, uri);
  const response = qop ? hash(first, nonce, count, cnonce, 'auth', second) : hash(first, nonce, second);
  const isHashed = userhash?.toLowerCase() === 'true';
  const parts = [
    `username=${quote(isHashed ? hash(login.username, realm) : login.username)}`,
    `realm=${quote(realm)}`,
    `uri=${quote(uri)}`,
    ...(challenge.parameters.algorithm ? [`algorithm=${supported.algorithm}`] : []),
    `nonce=${quote(nonce)}`,
    ...(qop ? [`nc=${count}`, 'qop=auth'] : []),
    ...(qop || supported.isSession ? [`cnonce=${quote(cnonce)}`] : []),
    `response=${quote(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
    ...(isHashed ? ['userhash=true'] : []),
  ];
  return `Digest ${parts.join(', ')}`;
}
