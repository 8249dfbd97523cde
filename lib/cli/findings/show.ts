import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../../errors.ts';
import type { Finding } from '../../findings/finding.ts';
import { toJson } from '../../report/json.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { findingText } from './finding-text.ts';
import { readStoredFindings, type StoreOptions, withStoreOptions } from './stored-findings.ts';

/** An id, or as much of its beginning as names one finding among a hundred thousand. */
const idPattern = /^[0-9a-f]{6,16}$/;

/** `findings show ID`: one finding, whole. */
export function showCommand(): Command {
  return withStoreOptions(new Command('show').description('Show one finding with its evidence and its fix.'))
    .addArgument(new Argument('<id>', 'id of a finding, or its first 6 characters or more').argParser(parseId))
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (id: string, options: StoreOptions & { readonly format: 'text' | 'json' }) => {
      const finding = findOne((await readStoredFindings(options)).findings, id);
      await writeStdout(options.format === 'json' ? `${toJson(finding, 2)}\n` : findingText(finding, stdoutColumns()));
    });
}

/** @throws UsageError when no finding, or more than one, begins with it */
function findOne(findings: readonly Finding[], id: string): Finding {
  const [found, another] = findings.filter((finding) => finding.id.startsWith(id));
  if (found === undefined)
    throw new UsageError(`no finding has the id ${id}; "account-auditor findings list" has them`);
  if (another !== undefined) throw new UsageError(`several findings begin with ${id}; give more of the id`);
  return found;
}

function parseId(value: string): string {
  if (idPattern.test(value)) return value;
  throw new InvalidArgumentError('Accepted are 6 to 16 of the characters 0-9 and a-f.');
}
