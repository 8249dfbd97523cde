import { Command } from 'commander';
import { diffCommand } from '../findings/diff.ts';
import { listCommand } from '../findings/list.ts';
import { showCommand } from '../findings/show.ts';
import { suppressCommand } from '../findings/suppress.ts';
import { trendCommand } from '../findings/trend.ts';

/** `account-auditor findings`: what Parameter Store holds, without looking at the account again. */
export function findingsCommand(): Command {
  return new Command('findings')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(diffCommand())
    .addCommand(trendCommand())
    .addCommand(suppressCommand())
    .addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Needs ssm:GetParameter, GetParameters and GetParameterHistory below the prefix, and kms:Decrypt for the key of the
findings: the stack's ReaderPolicy. suppress also needs ssm:PutParameter and kms:Encrypt.
Exit codes: 0 done; 2 usage; 3 some of the findings are lost; 4 there is nothing to read, or it cannot be read or written.

Examples:
  account-auditor findings list --min-severity high
  account-auditor findings show 3f9c2a
  account-auditor findings diff --since 2026-11-16
  account-auditor findings trend --nights 30
  account-auditor findings suppress 3f9c2a --reason 'Drilled each quarter' --owner security --expires 2027-03-31 --dry-run`;
