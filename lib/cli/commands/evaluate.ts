import { Command } from 'commander';
import { answerLine } from '../evaluate/answer.ts';
import { linesOf, TOO_LONG } from '../evaluate/lines.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { writeStdout } from '../stdout.ts';

/** `account-auditor evaluate`: a stream of questions in, a stream of answers out, without any AWS access. */
export function evaluateCommand(): Command {
  return withHelp(new Command('evaluate'), HELP).action(async () => {
    process.stdin.setEncoding('utf8');
    for await (const lines of linesOf(process.stdin)) {
      const answers = lines.map((line) => (line === TOO_LONG ? TOO_LONG_ANSWER : answerLine(line)));
      if (!(await writeStdout(`${answers.join('\n')}\n`))) return;
    }
  });
}

const TOO_LONG_ANSWER = JSON.stringify({ error: 'the line is too long to be a question' });

const HELP: CommandHelp = {
  examples: [['Answer a file of questions', 'account-auditor evaluate < questions.ndjson > answers.ndjson']],
  notes: [
    'A question is a line { id, principal, action, resource, context?, partialContext?, identityPolicies[], boundary?, sessionPolicies?[], scps?[][], rcps?[][], endpointPolicies?[], resourcePolicy?, resourceAccountId? }, policies as documents.',
    'Its answer is a line { id, decision, because[], unknownKeys? }, decision one of allowed, implicitDeny, explicitDeny, conditional. A line that is no question gets { id?, error }.',
    'docs/policy.md has examples and says what is assumed.',
  ],
};
