import type { ActorClass } from './actor.ts';
import type { Permit } from './judge.ts';
import type { Node } from './node.ts';
import type { RevivedVersion } from './path.ts';
import type { Technique } from './technique.ts';
import type { TrustPermit } from './trusts.ts';

/** Why a step can be taken. */
export interface Proof {
  readonly permits: readonly Permit[];
  readonly trusts: readonly TrustPermit[];
  /** What it depends on that no policy says, each a clause: `no inventory says whether ...`. */
  readonly doubts: readonly string[];
  /** Of a step that puts another version of a policy in force: which. */
  readonly revived?: RevivedVersion;
  /** Of a step that uses an existing resource: which, where it is known. */
  readonly resourceArn?: string;
}

/** What a technique lets the members of a class, or one principal, do. */
export interface Step {
  readonly technique: Technique;
  /**
   * `become`: the attacker has the powers of the target as it stands. `finish`: the attacker becomes the target, which is an
   * administrator then. `rewrite`: the target is an administrator then, which helps if the attacker is or controls it.
   */
  readonly effect: 'become' | 'finish' | 'rewrite';
  /** Targets for which nothing is in doubt. */
  readonly certain: readonly Node[];
  /** The others: it depends on conditions, or on what is not inventoried. */
  readonly possible: readonly Node[];
  /** Why the class can do it to one of the targets. */
  prove(target: Node): Proof;
}

/** All that the members of a class can do, without what depends on each of them. */
export type StepsOf = (actor: ActorClass) => readonly Step[];

export function isEmpty({ certain, possible }: Pick<Step, 'certain' | 'possible'>): boolean {
  return certain.length === 0 && possible.length === 0;
}
