/** Fetches a picture from a host that was listed for it, and from nowhere else: the address connected to is checked too. */
import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { createAddressList } from './address-list.ts';

/** `isFinal`: trying again would end the same. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
  readonly isFinal: boolean;
  constructor(reason: string, isFinal: boolean, cause?: unknown) {
    super(reason, { cause });
    this.isFinal = isFinal;
  }
}

export interface FetchLimits {
  maxBytes: number;
  timeoutMs: number;
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase();

/** The address as one to fetch from. Throws FetchRefused when its host is not listed. */
function checkedUrl(text: string, listed: readonly string[]): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new FetchRefused('not_an_address', true);
  const host = hostOf(url);
  const isListed = isIP(host) ? createAddressList(listed).has(host) : listed.some((one) => one.toLowerCase() === host);
  if (!isListed) throw new FetchRefused('host_not_listed', true);
  return url;
}

/** Resolves a name to those of its addresses that are listed: a name may point anywhere, and elsewhere the next moment. */
function createGuardedLookup(listed: readonly string[]): LookupFunction {
  const addresses = createAddressList(listed);
  return (name, options, done) => {
    lookupName(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, '');
      const allowed = found.filter(({ address }) => addresses.has(address));
      const [first] = allowed;
      if (!first) return done(new FetchRefused('address_not_listed', true), '');
      if (options.all) return done(null, allowed);
      return done(null, first.address, first.family);
    });
  };
}

async function readLimited(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FetchRefused('too_large', true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The bytes at an address. `listed`: names, addresses and networks; a name is followed only to an address that is listed as
 * well. Redirections are not followed. Throws FetchRefused with the reason.
 */
export async function fetchGuarded(address: string, listed: readonly string[], limits: FetchLimits): Promise<Buffer> {
  const url = checkedUrl(address, listed);
  const { timeoutMs, maxBytes } = limits;
  const agent = new Agent({
    connect: { lookup: createGuardedLookup(listed), timeout: timeoutMs },
    pipelining: 0,
    maxResponseSize: maxBytes,
  });
  try {
    const { statusCode, body } = await request(url, { dispatcher: agent, signal: AbortSignal.timeout(timeoutMs) });
    if (statusCode !== 200) {
      const isFinal = statusCode >= 300 && statusCode < 500 && statusCode !== 408 && statusCode !== 429;
      throw new FetchRefused(`status_${statusCode}`, isFinal && statusCode !== 404);
    }
    return await readLimited(body, maxBytes);
  } catch (error) {
    const refused = [error, error instanceof Error ? error.cause : null].find((one) => one instanceof FetchRefused);
    if (refused) throw refused;
    const isLarge = error instanceof Error && error.name === 'ResponseExceededMaxSizeError';
    throw new FetchRefused(isLarge ? 'too_large' : 'not_reached', isLarge, error);
  } finally {
    await agent.destroy();
  }
}
