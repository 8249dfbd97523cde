import { Argument, Command, Option } from 'commander';
import { type AccessQuestion, type Answerer, whoCan } from '../../checks/access.ts';
import { fitted } from '../../report/rows.ts';
import { accessJson, headOf, notConsidered } from '../access/access-json.ts';
import { type AccountOptions, type AskedAccount, readAccount, withAccountOptions } from '../access/account.ts';
import { answerersText } from '../access/answerers-text.ts';
import { noteUnknownAction, parseAction, parseResource } from '../access/question.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

interface WhoCanOptions extends AccountOptions {
  readonly format: 'table' | 'json';
}

/** `account-auditor who-can`: all users and roles that may do something, and by which statements. */
export function whoCanCommand(): Command {
  const command = new Command('who-can')
    .addArgument(new Argument('<action>', 'for example iam:PassRole').argParser(parseAction))
    .addArgument(
      new Argument('[resource]', 'an ARN; without it: on any resource, and on which').argParser(parseResource),
    );
  withAccountOptions(command)
    .optionsGroup('The answer:')
    .addOption(
      new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'),
    );
  return withHelp(command, HELP).action(
    async (action: string, resource: string | undefined, options: WhoCanOptions) => {
      const question = { action, resource: resource ?? null, context: {} };
      noteUnknownAction(action);
      const asked = await readAccount(options);
      const answerers = whoCan(asked.account, question);
      await writeStdout(
        options.format === 'json'
          ? asJson(asked, question, answerers)
          : fitted(answerersText(asked, question, answerers), stdoutColumns()),
      );
      const isIncomplete = asked.gap !== null || answerers.some(({ access }) => access.unread.length > 0);
      process.exitCode = isIncomplete ? exitCodes.incomplete : exitCodes.done;
    },
  );
}

const HELP: CommandHelp = {
  examples: [
    ['Ask a saved account', 'account-auditor who-can iam:PassRole --snapshot prod.json'],
    ['Ask about one resource', 'account-auditor who-can s3:DeleteBucket arn:aws:s3:::invoices'],
    ['Ask the account you are signed in to, for a program', 'account-auditor who-can kms:Decrypt --format json'],
  ],
  exits: { 3: 'a policy that has a say could not be read' },
  notes: [`Not looked at: ${notConsidered.join(', ')}.`],
};

/** `principals[]` has those that are allowed, at least under conditions, and those with policies that could not be read. */
function asJson({ account, gap }: AskedAccount, question: AccessQuestion, answerers: readonly Answerer[]): string {
  const principals = answerers.map(({ principal, access }) => accessJson(principal.arn, access));
  const answer = { ...headOf(account.snapshot, question), gap, notConsidered, principals };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
