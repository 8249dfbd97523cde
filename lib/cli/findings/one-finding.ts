import { InvalidArgumentError } from 'commander';
import { UsageError } from '../../errors.ts';
import type { Finding } from '../../findings/finding.ts';

/** An id, or as much of its beginning as names one finding among a hundred thousand. */
const idPattern = /^[0-9a-f]{6,16}$/;

/** @throws InvalidArgumentError when it cannot be the id of a finding, or the beginning of one */
export function parseId(value: string): string {
  if (idPattern.test(value)) return value;
  throw new InvalidArgumentError('Accepted are 6 to 16 of the characters 0-9 and a-f.');
}

/** @throws UsageError when no finding, or more than one, begins with it */
export function findOne(findings: readonly Finding[], id: string): Finding {
  const [found, another] = findings.filter((finding) => finding.id.startsWith(id));
  if (found === undefined)
    throw new UsageError(`no finding has the id ${id}; "account-auditor findings list" has them`);
  if (another !== undefined) throw new UsageError(`several findings begin with ${id}; give more of the id`);
  return found;
}
