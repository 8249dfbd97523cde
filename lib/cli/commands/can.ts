import { Argument, Command, Option } from 'commander';
import { type Access, type AccessQuestion, createAccessJudge } from '../../checks/access.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { printable } from '../../report/text.ts';
import { accessJson, headOf, notConsidered } from '../access/access-json.ts';
import { answerText, effectText, resourcesText, statementText, statementTitle } from '../access/access-text.ts';
import { type AccountOptions, readAccount } from '../access/account.ts';
import { collectContext, findPrincipal, noteUnknownAction, parseAction, parseResource } from '../access/question.ts';
import { nameOf } from '../access/statements.ts';
import { withConnectionOptions } from '../connection-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeStdout } from '../stdout.ts';

interface CanOptions extends AccountOptions {
  readonly context?: ContextValues;
  readonly format: 'table' | 'json';
}

/** `account-auditor can`: what one principal may do, and by which statement. */
export function canCommand(): Command {
  const command = new Command('can')
    .argument('<principal>', 'ARN of a user, role, role session or root user, or the name of a user or role')
    .addArgument(new Argument('<action>', 'for example s3:GetObject').argParser(parseAction))
    .addArgument(
      new Argument('[resource]', 'an ARN; without it: on any resource, and on which').argParser(parseResource),
    )
    .option('--context <key=value>', 'what is known of the request; repeat for more', collectContext)
    .option('--snapshot <file>', 'ask a saved account, without any AWS access');
  return withConnectionOptions(command)
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action(async (principal: string, action: string, resource: string | undefined, options: CanOptions) => {
      const question = { action, resource: resource ?? null, context: options.context ?? {} };
      noteUnknownAction(action);
      const { account, gap } = await readAccount(options);
      const { arn, held } = findPrincipal(account, principal);
      const access = createAccessJudge(account, question).judge(held);
      await writeStdout(
        options.format === 'json'
          ? `${JSON.stringify({ ...headOf(account.snapshot, question), ...accessJson(arn, access), gap, notConsidered }, null, 2)}\n`
          : asText(arn, question, access, gap),
      );
      process.exitCode = exitCodeOf(access, gap);
    });
}

const HELP = `
Exit codes: 0 allowed; 1 not allowed, or only under conditions; 2 usage; 3 a policy that has a say could not be read
(wins over 0 and 1); 4 it could not run. Not looked at: ${notConsidered.join(', ')}.`;

function exitCodeOf({ decision, unread }: Access, gap: string | null): number {
  if (unread.length > 0 || gap !== null) return exitCodes.incomplete;
  return decision === 'allowed' ? exitCodes.done : exitCodes.findings;
}

function asText(arn: string, question: AccessQuestion, access: Access, gap: string | null): string {
  const lines = [answerText(arn, question, access), ...access.grants.map((grant) => `  on ${resourcesText(grant)}`)];
  if (access.unknownKeys.length > 0) lines.push(`  it depends on ${access.unknownKeys.map(printable).join(', ')}`);
  for (const reason of access.because) {
    if (reason.effect === 'none') continue;
    const { throughGroupArn } = reason.source;
    const through = throughGroupArn === null ? '' : `, through ${printable(throughGroupArn)}`;
    lines.push('', `${statementTitle(reason)}${through}, ${effectText(reason)}:`, statementText(reason, '  '));
  }
  const gaps = [
    ...access.unread.map((policy) => `could not be read: ${printable(nameOf(policy))}`),
    ...(gap === null ? [] : [printable(gap)]),
  ];
  if (gaps.length > 0)
    lines.push('', 'The answer can be another one with what is missing:', ...gaps.map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}
