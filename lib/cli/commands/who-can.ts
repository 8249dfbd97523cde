import { Argument, Command, Option } from 'commander';
import { type AccessQuestion, type Answerer, whoCan } from '../../checks/access.ts';
import { accessJson, headOf, notConsidered } from '../access/access-json.ts';
import { type AccountOptions, type AskedAccount, readAccount } from '../access/account.ts';
import { answerersText } from '../access/answerers-text.ts';
import { noteUnknownAction, parseAction, parseResource } from '../access/question.ts';
import { withConnectionOptions } from '../connection-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeStdout } from '../stdout.ts';

interface WhoCanOptions extends AccountOptions {
  readonly format: 'table' | 'json';
}

/** `account-auditor who-can`: all users and roles that may do something, and by which statements. */
export function whoCanCommand(): Command {
  const command = new Command('who-can')
    .addArgument(new Argument('<action>', 'for example iam:PassRole').argParser(parseAction))
    .addArgument(
      new Argument('[resource]', 'an ARN; without it: on any resource, and on which').argParser(parseResource),
    )
    .option('--snapshot <file>', 'ask a saved account, without any AWS access');
  return withConnectionOptions(command)
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action(async (action: string, resource: string | undefined, options: WhoCanOptions) => {
      const question = { action, resource: resource ?? null, context: {} };
      noteUnknownAction(action);
      const asked = await readAccount(options);
      const answerers = whoCan(asked.account, question);
      await writeStdout(
        options.format === 'json' ? asJson(asked, question, answerers) : answerersText(asked, question, answerers),
      );
      const isIncomplete = asked.gap !== null || answerers.some(({ access }) => access.unread.length > 0);
      process.exitCode = isIncomplete ? exitCodes.incomplete : exitCodes.done;
    });
}

const HELP = `
Exit codes: 0 done; 2 usage; 3 a policy that has a say could not be read; 4 it could not run.
Not looked at: ${notConsidered.join(', ')}.`;

/** `principals[]` has those that are allowed, at least under conditions, and those with policies that could not be read. */
function asJson({ account, gap }: AskedAccount, question: AccessQuestion, answerers: readonly Answerer[]): string {
  const principals = answerers.map(({ principal, access }) => accessJson(principal.arn, access));
  const answer = { ...headOf(account.snapshot, question), gap, notConsidered, principals };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
