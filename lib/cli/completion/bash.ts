import { origin, PROFILES, patterns, quoted, stepsOf } from './case-arms.ts';
import type { CompletedFlag, CompletionNode, Values } from './tree.ts';

/** For bash 3.2 and later, which macOS has. Where it offers nothing, bash completes file names. */
export function bashCompletion(nodes: readonly CompletionNode[]): string {
  return `${origin('bash')}
_account_auditor() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at='' value='' word index
  local -i position=0
  COMPREPLY=()
  # bash takes --format=json apart.
  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word == = ]]; then value=1; continue; fi
    if [[ -n $value ]]; then value=''; continue; fi
    case "$at $word" in
${nodes.flatMap(stepsOf).join('\n')}
      *' '-*) ;;
      *) position+=1 ;;
    esac
  done
  case "$at $prev" in
${nodes.flatMap(flagValuesOf).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$at" in
${nodes.map(flagsOf).join('\n')}
    esac
  fi
  case "$at $position" in
${nodes.flatMap(argumentsOf).join('\n')}
  esac
}
complete -o bashdefault -o default -F _account_auditor account-auditor
`;
}

function flagValuesOf({ path, flags }: CompletionNode): readonly string[] {
  return flags.flatMap(({ names, value }: CompletedFlag) =>
    value === null ? [] : [`    ${patterns(path, names)}) ${replyOf(value)}; return ;;`],
  );
}

function flagsOf({ path, flags }: CompletionNode): string {
  return `      ${quoted(path)}) ${replyOf(flags.flatMap(({ names }) => names))}; return ;;`;
}

function argumentsOf({ path, commands, values }: CompletionNode): readonly string[] {
  const names = commands.map(({ name }) => name);
  const places: readonly Values[] = names.length > 0 ? [names] : values;
  return places.map((place, index) => `    ${quoted(`${path} ${index}`)}) ${replyOf(place)} ;;`);
}

function replyOf(values: Values): string {
  if (values === 'file' || values === 'anything') return ':';
  const words = values === 'profile' ? `"$(${PROFILES})"` : quoted(values.join(' '));
  return `COMPREPLY=($(compgen -W ${words} -- "$cur"))`;
}
