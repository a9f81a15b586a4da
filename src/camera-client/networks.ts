/** Which addresses may be called: what an administrator types must not lead the service to itself or out of the cameras' networks. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { PullError } from './camera-client.ts';

/** Whether text is a network such as 192.168.0.0/16 or fd00::/8, or one address. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export function allowList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const refusal = (host: string): PullError =>
  new PullError('not_allowed', `${host} is not in one of the networks that cameras may be in (CAMERA_NETWORKS).`);

/** Throws `not_allowed` for an address outside; a name is judged when it is resolved, by what the connection then uses. */
export function checkHost(host: string, isAllowed: (address: string) => boolean): void {
  if (isIP(host) !== 0 && !isAllowed(host)) throw refusal(host);
}

/** Resolves names to allowed addresses only; the connection is made to just those. */
export function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) return callback(refusal(host), '', 0);
      if (options.all) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}
