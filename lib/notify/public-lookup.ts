import { lookup } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';

/** Code of the error for a host whose address is not one of the public internet. */
export const NOT_PUBLIC = 'ENOTPUBLIC';

/** IANA IPv4 special-purpose address registry, and multicast. */
const notPublicV4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);

/** Public is what is inside of 2000::/3 (IANA IPv6 address space) and neither special nor a wrapping of IPv4. */
const globalV6 = blockList('ipv6', [['2000::', 3]]);
const notPublicV6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/** Whether an address is one of the public internet. */
export function isPublicAddress(address: string, family: 4 | 6): boolean {
  if (family === 4) return !notPublicV4.check(address, 'ipv4');
  return globalV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

/**
 * Looks a host up, and refuses it when any of its addresses is not public: a webhook must not reach what only this
 * function can. It is the look-up of the connection itself, so that no second one can answer otherwise.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error) return callback(error, '');
    const isPublic = addresses.every(({ address, family }) => isPublicAddress(address, family === 6 ? 6 : 4));
    if (first === undefined || !isPublic)
      return callback(Object.assign(new Error(NOT_PUBLIC), { code: NOT_PUBLIC }), '');
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, family);
  return list;
}
