/** Lists of network addresses and networks, such as 192.168.1.0/24: who may come in, and where one may go out to. */
import { BlockList, isIP } from 'node:net';

/** An IPv4 address that came over an IPv6 socket is an IPv4 address. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Whether the text is an address or a network. */
function isAddressEntry(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

export interface AddressList {
  has(address: string): boolean;
}

/** Entries that are no addresses are left out. */
export function createAddressList(entries: readonly string[]): AddressList {
  const listed = new BlockList();
  for (const entry of entries.filter(isAddressEntry)) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) listed.addAddress(address, family);
    else listed.addSubnet(address, Number(bits), family);
  }
  return {
    has(given) {
      const address = plainAddress(given);
      const family = isIP(address);
      return family !== 0 && listed.check(address, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}
