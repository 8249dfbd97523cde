import { createHash } from 'node:crypto';

/** What AWS makes up, made up from the seed: the same account file gives the same ids, whatever else is in it. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Prefixes by what they name (IAM User Guide, "IAM identifiers", "Understanding unique ID prefixes"). */
export type IdPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA' | 'AKIA' | 'APKA' | 'ASCA' | 'ACCA';

/** An id such as `AROA3XFRBF535PLBIFPI4`: 21 characters, access keys 20. `what` is an ARN, and a position where one ARN has several. */
export function uniqueId(prefix: IdPrefix, seed: string, what: string): string {
  const length = prefix === 'AKIA' ? 16 : 17;
  return prefix + base32(digest(seed, what)).slice(0, length);
}

/** A UUID: the job ids of last-accessed reports have 36 characters. */
export function uuid(seed: string, what: string): string {
  const hex = digest(seed, what).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** A number in [0, 1) that stays the same for the same seed and text. */
export function chance(seed: string, what: string): number {
  return digest(seed, what).readUInt32BE() / 2 ** 32;
}

function digest(seed: string, what: string): Buffer {
  return createHash('sha256').update(`${seed}\0${what}`).digest();
}

function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
