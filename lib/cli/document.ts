import { type Command, Help } from 'commander';
import { exitsOf, factsOf, helpOf } from './help.ts';
import { nameOf, wholeProgram } from './program.ts';

const introduction = `# account-auditor(1)

<!-- Made from lib/cli by \`node lib/cli/document.ts > docs/cli.md\`. A test fails when it is out of date. -->

## Name

account-auditor: audits an AWS account: what nobody uses, what is dangerous, what changed, and how to put it right

## Synopsis

\`\`\`
account-auditor COMMAND [options] [arguments]
account-auditor COMMAND --help
account-auditor --version
\`\`\`

In a clone of the repository: \`node bin/account-auditor.js COMMAND\`, from any folder, after \`npm ci\`.

## Description

Commands that look at an account take the credentials that any AWS tool takes (environment, profile, SSO, container or instance
role), or a saved account by \`--snapshot\`, which needs no AWS access at all. Nothing but \`audit --publish\` and \`findings suppress\`
writes to AWS.

**stdout** has the result and nothing else. **stderr** has progress, where it is a terminal, and what has to be said besides. An error
is one line that begins with \`account-auditor:\`, names the file, field or option, and says what is accepted or what to do.

**Colour** is for terminals alone and never says what the words don't. **Tables** fit the terminal: what is wider is wrapped, never cut
off. Piped or in a file each row is one line. Characters that could act on a terminal, or hide in it, are shown as \`\\u{hex}\`.

**Files** that results go to are readable by their owner alone (mode 0600), and are written whole or not at all: several of them appear
together when all are done. Ctrl-C leaves nothing behind.

## Exit status

| code | meaning |
|---|---|
| 0 | done |
| 1 | findings at or above \`--fail-on\`; of \`can\`: not allowed |
| 2 | usage or configuration: ask differently |
| 3 | something could not be read, so the result is incomplete; wins over 1 |
| 4 | it could not run: credentials, network, somebody else's lease, or a bug |

A run that is ended by a signal ends by that signal.

## Environment

| variable | what it does |
|---|---|
| \`AWS_PROFILE\`, \`AWS_ACCESS_KEY_ID\`, \`AWS_SECRET_ACCESS_KEY\`, \`AWS_SESSION_TOKEN\`, \`AWS_ROLE_ARN\`, \`AWS_WEB_IDENTITY_TOKEN_FILE\`, ... | credentials, as for any AWS tool; a profile wins over keys, and \`doctor\` says so |
| \`AWS_REGION\`, \`AWS_DEFAULT_REGION\` | the Region, where \`--region\` is not given |
| \`AWS_CONFIG_FILE\`, \`AWS_SHARED_CREDENTIALS_FILE\` | where profiles are |
| \`AWS_ENDPOINT_URL\` | an endpoint instead of AWS's, such as that of \`demo --serve\` |
| \`AUDITOR_ARCHIVE_BUCKET\` | the bucket whose permissions \`doctor\` tries; the function has it from its stack |
| \`NO_COLOR\`, \`FORCE_COLOR\` | no colours on a terminal; colours also in a pipe |
| \`COLUMNS\` | the width of tables that are piped; without it they are not wrapped |

## Completion

\`\`\`sh
source <(account-auditor completion bash)                                     # bash, this session
account-auditor completion zsh > "\${fpath[1]}/_account-auditor"               # zsh
account-auditor completion fish > ~/.config/fish/completions/account-auditor.fish
\`\`\`

## Commands
`;

const closing = `
## See also

[Getting started](getting-started.md), [configuration](configuration.md), [the checks](checks.md), [policies](policy.md),
[paths](paths.md), [permissions](permissions.md), [troubleshooting](troubleshooting.md)
`;

/** The command line as a page of Markdown: what holds for all commands, then a section for each. */
export function documentCommandLine(program: Command): string {
  const contents = leavesOf(program).map(
    (command) => `| [\`${nameOf(command)}\`](#${anchorOf(command)}) | ${command.description()} |`,
  );
  return [
    introduction,
    '| command | what it does |',
    '|---|---|',
    ...contents,
    '',
    ...leavesOf(program).map(section),
    closing.trimStart(),
  ].join('\n');
}

/** Commands that do something: those below others, and those that have none below them. */
function leavesOf(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => (each.commands.length > 0 ? leavesOf(each) : [each]));
}

function anchorOf(command: Command): string {
  return nameOf(command).replaceAll(' ', '-');
}

function section(command: Command): string {
  const { examples = [], notes = [] } = helpOf(command) ?? {};
  return [
    `### ${nameOf(command)}`,
    '',
    '```',
    new Help().commandUsage(command),
    '```',
    '',
    command.description(),
    '',
    ...argumentsOf(command),
    ...optionsOf(command),
    ...notes.flatMap((note) => [note.replaceAll(/\{.*?\}/g, '`$&`'), '']),
    '```sh',
    ...examples.flatMap(([purpose, line]) => [`# ${purpose}`, line]),
    '```',
    '',
    `Exits with ${exitsOf({ examples, ...helpOf(command) })
      .map(([number, meaning]) => `${number}: ${meaning}`)
      .join('; ')}.`,
    '',
  ].join('\n');
}

function argumentsOf({ registeredArguments }: Command): readonly string[] {
  if (registeredArguments.length === 0) return [];
  return [
    '| argument | |',
    '|---|---|',
    ...registeredArguments.map((argument) => {
      const name = argument.required ? argument.name() : `[${argument.name()}]`;
      return row(name, [argument.description, ...factsOf(argument.argChoices, undefined)]);
    }),
    '',
  ];
}

function optionsOf(command: Command): readonly string[] {
  const groups = Map.groupBy(
    command.options.filter(({ hidden }) => !hidden),
    ({ helpGroupHeading }) => helpGroupHeading ?? 'Options:',
  );
  return [...groups].flatMap(([heading, options]) => [
    `| **${heading.replace(/:$/, '')}** | |`,
    '|---|---|',
    ...options.map(({ flags, description, argChoices, defaultValue, mandatory }) =>
      row(flags, [description, ...factsOf(argChoices, defaultValue, mandatory)]),
    ),
    '',
  ]);
}

function row(name: string, facts: readonly string[]): string {
  return `| \`${name}\` | ${facts.join('; ')} |`;
}

if (import.meta.main) process.stdout.write(documentCommandLine(await wholeProgram()));
