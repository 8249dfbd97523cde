import { Command, InvalidArgumentError, Option } from 'commander';
import { fitted } from '../../report/rows.ts';
import { notConsidered } from '../access/access-json.ts';
import { type AccountOptions, readAccount, withAccountOptions } from '../access/account.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { pathsJson } from '../paths/paths-json.ts';
import { pathsText } from '../paths/paths-text.ts';
import { answerPaths } from '../paths/question.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

interface PathsOptions extends AccountOptions {
  readonly to?: string;
  readonly cuts: number;
  readonly format: 'table' | 'json';
}

/** `account-auditor paths`: who can become administrator, or somebody else, and by which steps. */
export function pathsCommand(): Command {
  const command = new Command('paths')
    .argument('[principal]', 'ARN or name of a user or role, or a point of entry; without it: everybody')
    .optionsGroup('The question:')
    .option('--to <principal>', 'to become this user or role, and not an administrator');
  withAccountOptions(command)
    .optionsGroup('The answer:')
    .addOption(
      new Option('--cuts <number>', 'statements to cut at most; each takes another search')
        .argParser(parseCuts)
        .default(3),
    )
    .addOption(
      new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'),
    );
  return withHelp(command, HELP).action(async (principal: string | undefined, options: PathsOptions) => {
    const asked = await readAccount(options);
    const question = { from: principal ?? null, to: options.to ?? null, cuts: options.cuts };
    const answer = answerPaths(asked.account, question);
    await writeStdout(
      options.format === 'json'
        ? `${JSON.stringify(pathsJson(asked, answer), null, 2)}\n`
        : fitted(pathsText(asked, answer), stdoutColumns()),
    );
    const isIncomplete = asked.gap !== null || answer.unread.length > 0;
    process.exitCode = isIncomplete ? exitCodes.incomplete : exitCodes.done;
  });
}

const HELP: CommandHelp = {
  examples: [
    ['Show everybody who can become administrator', 'account-auditor paths --snapshot prod.json'],
    ['Show all ways of one user or role', 'account-auditor paths deploy-bot --snapshot prod.json'],
    [
      'Show the ways to another role, and what to cut',
      'account-auditor paths deploy-bot --to arn:aws:iam::111122223333:role/payments --cuts 5',
    ],
    ['Hand them to a program', 'account-auditor paths --profile prod --format json'],
  ],
  exits: { 3: 'a policy that has a say could not be read' },
  notes: [`Not looked at: ${notConsidered.join(', ')}.`],
};

function parseCuts(value: string): number {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Accepted is a number from 0 to 99.');
}
