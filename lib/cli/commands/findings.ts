import { Command } from 'commander';
import { diffCommand } from '../findings/diff.ts';
import { listCommand } from '../findings/list.ts';
import { showCommand } from '../findings/show.ts';
import { suppressCommand } from '../findings/suppress.ts';
import { trendCommand } from '../findings/trend.ts';
import { type CommandHelp, withHelp } from '../help.ts';

/** `account-auditor findings`: what Parameter Store holds, without looking at the account again. */
export function findingsCommand(): Command {
  const command = new Command('findings')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(diffCommand())
    .addCommand(trendCommand())
    .addCommand(suppressCommand());
  return withHelp(command, HELP);
}

const HELP: CommandHelp = {
  examples: [
    ['List the gravest', 'account-auditor findings list --min-severity high'],
    ['Show one with its evidence and its fix', 'account-auditor findings show 3f9c2a'],
    ['Show what changed since a day', 'account-auditor findings diff --since 2026-11-16'],
    ['Show the numbers of the last month', 'account-auditor findings trend --nights 30'],
    [
      'See what an exception would hide',
      "account-auditor findings suppress 3f9c2a --reason 'Drilled each quarter' --owner security --expires 2027-03-31 --dry-run",
    ],
  ],
  exits: { 3: 'some of the findings are lost', 4: 'there is nothing to read, or it cannot be read or written' },
  notes: [
    "Needs ssm:GetParameter, GetParameters and GetParameterHistory below the prefix, and kms:Decrypt for the key of the findings: the stack's ReaderPolicy. suppress also needs ssm:PutParameter and kms:Encrypt.",
  ],
};
