import { origin, PROFILES, patterns, quoted, stepsOf } from './case-arms.ts';
import type { CompletionNode, Values } from './tree.ts';

/** For a file `_account-auditor` in a folder of `$fpath`, or to be sourced after `compinit`. */
export function zshCompletion(nodes: readonly CompletionNode[]): string {
  return `#compdef account-auditor
${origin('zsh')}
_account_auditor() {
  local at='' value='' word prev=$words[CURRENT-1]
  local -i index position=0
  local -a found
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    if [[ -n $value ]]; then value=''; continue; fi
    case "$at $word" in
${nodes.flatMap(stepsOf).join('\n')}
      *' '-*) ;;
      *) position+=1 ;;
    esac
  done
  if compset -P '--*='; then prev=\${IPREFIX%=}; fi
  case "$at $prev" in
${nodes.flatMap(flagValuesOf).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    case "$at" in
${nodes.map(flagsOf).join('\n')}
    esac
  fi
  case "$at $position" in
${nodes.flatMap(argumentsOf).join('\n')}
    *) _files ;;
  esac
}
if [[ $funcstack[1] == _account-auditor ]]; then _account_auditor "$@"; else compdef _account_auditor account-auditor; fi
`;
}

function flagValuesOf({ path, flags }: CompletionNode): readonly string[] {
  return flags.flatMap(({ names, value }) =>
    value === null ? [] : [`    ${patterns(path, names)}) ${offerOf(value)}; return ;;`],
  );
}

function flagsOf({ path, flags }: CompletionNode): string {
  const described = flags.flatMap(({ names, description }) => names.map((name) => [name, description] as const));
  return `      ${quoted(path)}) ${describe('option', described)}; return ;;`;
}

function argumentsOf({ path, commands, values }: CompletionNode): readonly string[] {
  if (commands.length > 0) {
    const described = commands.map(({ name, description }) => [name, description] as const);
    return [`    ${quoted(`${path} 0`)}) ${describe('command', described)} ;;`];
  }
  return values.map((place, index) => `    ${quoted(`${path} ${index}`)}) ${offerOf(place)} ;;`);
}

function offerOf(values: Values): string {
  if (values === 'file') return '_files';
  if (values === 'anything') return ':';
  return values === 'profile' ? `compadd -- \${(f)"$(${PROFILES})"}` : `compadd -- ${values.map(quoted).join(' ')}`;
}

function describe(what: string, described: readonly (readonly [name: string, description: string])[]): string {
  const entries = described.map(([name, description]) => quoted(`${name}:${description.replaceAll(':', '\\:')}`));
  return `found=(${entries.join(' ')}); _describe ${what} found`;
}
