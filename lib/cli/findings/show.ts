import { Argument, Command, Option } from 'commander';
import { toJson } from '../../report/json.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { findingText } from './finding-text.ts';
import { findOne, parseId } from './one-finding.ts';
import { readStoredFindings, type StoreOptions, withStoreOptions } from './stored-findings.ts';

/** `findings show ID`: one finding, whole. */
export function showCommand(): Command {
  return withStoreOptions(
    withHelp(new Command('show'), HELP).description('Show one finding with its evidence and its fix.'),
  )
    .addArgument(new Argument('<id>', 'id of a finding, or its first 6 characters or more').argParser(parseId))
    .addOption(new Option('--format <format>', 'how the answer is written').choices(['text', 'json']).default('text'))
    .action(async (id: string, options: StoreOptions & { readonly format: 'text' | 'json' }) => {
      const finding = findOne(await readStoredFindings(options), id);
      await writeStdout(options.format === 'json' ? `${toJson(finding, 2)}\n` : findingText(finding, stdoutColumns()));
    });
}

const HELP: CommandHelp = {
  examples: [
    ['Show one with its evidence and its fix', 'account-auditor findings show 3f9c2a'],
    ['Hand it to a program', 'account-auditor findings show 3f9c2a --format json'],
  ],
  exits: { 3: 'it may be one of those that are lost' },
};
