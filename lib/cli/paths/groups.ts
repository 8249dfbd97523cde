import type { EscalationPath } from '../../escalation/path.ts';
import type { PathsByStart } from './question.ts';

/** Those whose paths are the same but for who takes them: a team that holds one policy is told of once. */
export interface AlikeStarts {
  readonly starts: readonly string[];
  /** Of the first of them: certain before conditional, shortest first. */
  readonly paths: readonly EscalationPath[];
}

/** The most dangerous first, by the first path of each, then by how many they are. */
export function groupAlike(paths: PathsByStart): readonly AlikeStarts[] {
  const groups = new Map<string, { readonly starts: string[]; readonly paths: readonly EscalationPath[] }>();
  for (const [start, ways] of paths) {
    const key = JSON.stringify(ways.map((way) => withoutStart(way, start)));
    const group = groups.get(key) ?? { starts: [], paths: ways.toSorted((a, b) => rankOf(a) - rankOf(b)) };
    groups.set(key, group);
    group.starts.push(start);
  }
  return [...groups.values()].toSorted((a, b) => rankOfFirst(a) - rankOfFirst(b) || b.starts.length - a.starts.length);
}

function withoutStart({ target, conditional, hops }: EscalationPath, start: string): unknown {
  const named = (arn: string) => (arn === start ? '' : arn);
  return [named(target), conditional, hops.map((hop) => ({ ...hop, from: named(hop.from), to: named(hop.to) }))];
}

/** More than any path has hops. */
const CONDITIONAL = 1000;

function rankOfFirst({ paths: [first] }: AlikeStarts): number {
  return first === undefined ? 0 : rankOf(first);
}

function rankOf({ conditional, hops }: EscalationPath): number {
  return hops.length + (conditional ? CONDITIONAL : 0);
}
