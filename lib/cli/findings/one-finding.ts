import { InvalidArgumentError } from 'commander';
import { IncompleteError, UsageError } from '../../errors.ts';
import type { Finding } from '../../findings/finding.ts';
import type { StoredFindings } from './stored-findings.ts';

/** An id, or as much of its beginning as names one finding among a hundred thousand. */
const idPattern = /^[0-9a-f]{6,16}$/;

/** @throws InvalidArgumentError when it cannot be the id of a finding, or the beginning of one */
export function parseId(value: string): string {
  if (idPattern.test(value)) return value;
  throw new InvalidArgumentError('Accepted are 6 to 16 of the characters 0-9 and a-f.');
}

/** Parameters that an error names. */
const NAMED_PARAMETERS = 3;

/**
 * @throws UsageError when no finding, or more than one, begins with it
 * @throws IncompleteError when none does and it may be one of those that cannot be read
 */
export function findOne({ findings, lost }: Pick<StoredFindings, 'findings' | 'lost'>, id: string): Finding {
  const [found, another] = findings.filter((finding) => finding.id.startsWith(id));
  if (found === undefined && lost.length > 0) {
    const names = lost.slice(0, NAMED_PARAMETERS).join(', ');
    const more = lost.length > NAMED_PARAMETERS ? ` and ${lost.length - NAMED_PARAMETERS} more` : '';
    throw new IncompleteError(
      `whether a finding has the id ${id} is not known: some cannot be read, as these are gone or damaged: ${names}${more}; ` +
        'the next audit writes what it finds anew',
    );
  }
  if (found === undefined)
    throw new UsageError(`no finding has the id ${id}; "account-auditor findings list" has them`);
  if (another !== undefined) throw new UsageError(`several findings begin with ${id}; give more of the id`);
  return found;
}
