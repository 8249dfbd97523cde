import { Argument, Command, Option } from 'commander';
import { toJson } from '../../report/json.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { findingText } from './finding-text.ts';
import { findOne, parseId } from './one-finding.ts';
import { readStoredFindings, type StoreOptions, withStoreOptions } from './stored-findings.ts';

/** `findings show ID`: one finding, whole. */
export function showCommand(): Command {
  return withStoreOptions(new Command('show').description('Show one finding with its evidence and its fix.'))
    .addArgument(new Argument('<id>', 'id of a finding, or its first 6 characters or more').argParser(parseId))
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (id: string, options: StoreOptions & { readonly format: 'text' | 'json' }) => {
      const finding = findOne(await readStoredFindings(options), id);
      await writeStdout(options.format === 'json' ? `${toJson(finding, 2)}\n` : findingText(finding, stdoutColumns()));
    });
}
