import { Argument, Command, Option } from 'commander';
import { type Access, type AccessQuestion, createAccessJudge } from '../../checks/access.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { fitted } from '../../report/rows.ts';
import { printable } from '../../report/text.ts';
import { accessJson, headOf, notConsidered } from '../access/access-json.ts';
import { answerText, effectText, resourcesText, statementText, statementTitle } from '../access/access-text.ts';
import { type AccountOptions, readAccount, withAccountOptions } from '../access/account.ts';
import { collectContext, findPrincipal, noteUnknownAction, parseAction, parseResource } from '../access/question.ts';
import { nameOf } from '../access/statements.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

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
    .optionsGroup('The request:')
    .option('--context <key=value>', 'what is known of the request; repeat for more', collectContext);
  withAccountOptions(command)
    .optionsGroup('The answer:')
    .addOption(
      new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'),
    );
  return withHelp(command, HELP).action(
    async (principal: string, action: string, resource: string | undefined, options: CanOptions) => {
      const question = { action, resource: resource ?? null, context: options.context ?? {} };
      noteUnknownAction(action);
      const { account, gap } = await readAccount(options);
      const { arn, held } = findPrincipal(account, principal);
      const access = createAccessJudge(account, question).judge(held);
      await writeStdout(
        options.format === 'json'
          ? `${JSON.stringify({ ...headOf(account.snapshot, question), ...accessJson(arn, access), gap, notConsidered }, null, 2)}\n`
          : fitted(asText(arn, question, access, gap), stdoutColumns()),
      );
      process.exitCode = exitCodeOf(access, gap);
    },
  );
}

const HELP: CommandHelp = {
  examples: [
    ['Ask a saved account', 'account-auditor can deploy-bot iam:PassRole --snapshot prod.json'],
    ['Ask about one resource', "account-auditor can deploy-bot s3:GetObject 'arn:aws:s3:::invoices/*'"],
    ['Say what is known of the request', 'account-auditor can ada s3:ListBucket --context aws:SourceIp=192.0.2.10'],
    ['Stop a script that may not go on', 'account-auditor can ci-runner sts:AssumeRole && ./deploy.sh'],
  ],
  exits: {
    0: 'allowed',
    1: 'not allowed, or only under conditions',
    3: 'a policy that has a say could not be read (wins over 0 and 1)',
  },
  notes: [`Not looked at: ${notConsidered.join(', ')}.`],
};

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
