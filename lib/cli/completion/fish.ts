import { origin, PROFILES } from './case-arms.ts';
import type { CompletedFlag, CompletionNode, Values } from './tree.ts';

/** For fish 3 and later. */
export function fishCompletion(nodes: readonly CompletionNode[]): string {
  return `${origin('fish')}
# Where the words before the cursor have led to: true for that place, and with a number for that argument of it.
function __account_auditor_at
    set -l at ''
    set -l position 0
    set -l value ''
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test -n "$value"
            set value ''
            continue
        end
        switch "$at $word"
${nodes.flatMap(stepsOf).join('\n')}
            case '* -*'
            case '*'
                set position (math $position + 1)
        end
    end
    test "$at" = "$argv[1]"; and begin
        test (count $argv) -eq 1; or test $position -eq $argv[2]
    end
end

complete -c account-auditor -f
${nodes.flatMap(completionsOf).join('\n')}
`;
}

/** How words lead from one place to the next, and which of them take a value behind them. */
function stepsOf({ path, commands, flags }: CompletionNode): readonly string[] {
  const valued = flags.filter(({ value }) => value !== null).flatMap(({ names }) => names);
  return [
    ...commands.flatMap(({ name }) => [
      `            case ${quoted(`${path} ${name}`)}`,
      `                set at ${quoted(`${path} ${name}`.trim())}`,
    ]),
    ...(valued.length === 0
      ? []
      : [
          `            case ${valued.map((name) => quoted(`${path} ${name}`)).join(' ')}`,
          '                set value 1',
        ]),
  ];
}

function completionsOf({ path, commands, flags, values }: CompletionNode): readonly string[] {
  return [
    ...commands.map(({ name, description }) => line(`${quoted(path)} 0`, `-a ${name} -d ${quoted(description)}`)),
    ...flags.map((flag) => line(quoted(path), flagOf(flag))),
    ...values.flatMap((place, index) =>
      place === 'anything' ? [] : [line(`${quoted(path)} ${index}`, offerOf(place))],
    ),
  ];
}

function line(where: string, what: string): string {
  return `complete -c account-auditor -n ${quoted(`__account_auditor_at ${where}`)} ${what}`;
}

function flagOf({ names, description, value }: CompletedFlag): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...flags, ...(value === null ? [] : [takenBy(value)]), `-d ${quoted(description)}`].join(' ');
}

function takenBy(value: Values): string {
  return value === 'file' ? `-r ${offerOf(value)}` : `-x ${offerOf(value)}`.trim();
}

function offerOf(values: Values): string {
  if (values === 'file') return '-F';
  if (values === 'anything') return '';
  return `-a ${quoted(values === 'profile' ? `(${inFish(PROFILES)})` : values.join(' '))}`;
}

/** fish has no defaults of variables: the shell that every system has reads them. */
function inFish(command: string): string {
  return `sh -c ${quoted(command)}`;
}

/** In fish a backslash escapes inside of single quotes too. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
