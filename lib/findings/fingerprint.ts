import { createHash } from 'node:crypto';

/** Hex characters of an id: 64 bits, so that a collision among a million findings is one chance in 36 million. */
const ID_LENGTH = 16;

/**
 * The id of a finding: the same cause has the same id every night, on every machine.
 *
 * The parts are encoded as a JSON list, so that no two different causes are written alike whatever characters a
 * hostile name contains; a discriminator that is absent and one that is empty are different causes.
 */
export function findingId(checkId: string, resourceArn: string, discriminator?: string): string {
  const cause = discriminator === undefined ? [checkId, resourceArn] : [checkId, resourceArn, discriminator];
  // Of a slice of the digest in hex, the whole of it would stay in memory.
  return createHash('sha256')
    .update(JSON.stringify(cause))
    .digest()
    .toString('hex', 0, ID_LENGTH / 2);
}
