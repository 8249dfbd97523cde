/**
 * Whether an address is in a range in CIDR notation, both IPv4 or both IPv6; a range without a length is one address.
 * False for what is neither. IAM User Guide, reference_policies_elements_condition_operators, "IP address condition operators".
 */
export function isInRange(range: string, address: string): boolean {
  const [network = '', length, ...rest] = range.split('/');
  const from = parseAddress(network);
  const candidate = parseAddress(address);
  if (from === null || candidate === null || from.bits !== candidate.bits || rest.length > 0) return false;
  const prefixLength = length === undefined ? from.bits : parsePrefixLength(length, from.bits);
  if (prefixLength === null) return false;
  const hostBits = BigInt(from.bits - prefixLength);
  return from.value >> hostBits === candidate.value >> hostBits;
}

/** Whether the text is an address, or a range in CIDR notation. */
export function isIpRange(text: string): boolean {
  return isInRange(text, text.split('/', 1)[0] ?? '');
}

interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

function parsePrefixLength(text: string, bits: number): number | null {
  return /^\d{1,3}$/.test(text) && Number(text) <= bits ? Number(text) : null;
}

function parseAddress(text: string): Address | null {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)) return null;
  return { value: joinGroups(octets.map(BigInt), 8n), bits: 32 };
}

/** Eight groups of hexadecimal digits, of which `::` leaves out as many zeros as are missing; the last two can be an IPv4 address. */
function parseV6(text: string): Address | null {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return null;
  const before = parseGroups(head);
  const after = tail === undefined ? [] : parseGroups(tail);
  if (before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return { value: joinGroups([...before, ...Array.from({ length: missing }, () => 0n), ...after], 16n), bits: 128 };
}

function parseGroups(text: string): readonly bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  for (const group of text.split(':')) {
    const embedded = group.includes('.') ? parseV4(group) : null;
    if (embedded !== null) groups.push(embedded.value >> 16n, embedded.value & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(BigInt(`0x${group}`));
    else return null;
  }
  return groups;
}

function joinGroups(groups: readonly bigint[], bits: bigint): bigint {
  return groups.reduce((value, group) => (value << bits) | group, 0n);
}
