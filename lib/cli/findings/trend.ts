import { Command, InvalidArgumentError, Option } from 'commander';
import { toJson } from '../../report/json.ts';
import { tool } from '../../version.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { nightJson } from './heading.ts';
import { readNights, type StoreOptions, withStoreOptions } from './stored-findings.ts';
import { trendText } from './trend-text.ts';

/** Versions that Parameter Store keeps of a parameter. */
const MOST_NIGHTS = 100;

/** `findings trend`: the nights in numbers, from the versions of the summary. */
export function trendCommand(): Command {
  return withStoreOptions(
    withHelp(new Command('trend'), HELP).description('Show the numbers of the last nights, at most a hundred.'),
  )
    .option('--nights <number>', 'so many of the last', parseNights, MOST_NIGHTS)
    .addOption(new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'))
    .action(async (options: StoreOptions & { readonly nights: number; readonly format: 'table' | 'json' }) => {
      const { accountId, nights: all } = await readNights(options);
      const nights = all.slice(-options.nights);
      await writeStdout(
        options.format === 'json'
          ? `${toJson({ schemaVersion: 1, tool, accountId, nights: nights.map(nightJson) }, 2)}\n`
          : `Account ${accountId}\n\n${trendText(nights, stdoutColumns())}`,
      );
    });
}

const HELP: CommandHelp = {
  examples: [
    ['Show the nights that are stored', 'account-auditor findings trend'],
    ['Show the last month, for a program', 'account-auditor findings trend --nights 30 --format json'],
  ],
};

function parseNights(value: string): number {
  const nights = Number(value);
  if (Number.isInteger(nights) && nights >= 1 && nights <= MOST_NIGHTS) return nights;
  throw new InvalidArgumentError(`Accepted is a whole number from 1 to ${MOST_NIGHTS}.`);
}
