import { numberOf, recordOf, recordsOf, textOf, textsOf } from '../../../../../checks/evidence.ts';
import type { Evidence, Finding } from '../../../../../findings/finding.ts';
import type { PageData } from '../../../page-data.ts';

/** A user or role that is no administrator and can become one. */
export interface Source {
  readonly arn: string;
  readonly name: string;
  readonly finding: Finding;
  readonly ways: readonly Way[];
}

export interface Way {
  /** ARN of whom the attacker is at the end: an administrator, or itself with other policies. */
  readonly target: string;
  readonly conditional: boolean;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly from: string;
  /** `from` itself, where it rewrites its own policies. */
  readonly to: string;
  /** Id of the technique. */
  readonly technique: string;
  /** ARN of the existing resource that is used, where it is known. */
  readonly resourceArn: string | null;
  readonly grants: readonly StatementPlace[];
  readonly trusts: readonly StatementPlace[];
  /** What nobody can judge from outside, each a clause in words. */
  readonly conditions: readonly string[];
}

/** A statement of a policy, of whatever kind. */
export interface StatementPlace {
  /** Equal for the same statement of the same policy. */
  readonly key: string;
  /** The policy in the words of the evidence. */
  readonly policy: Evidence;
  readonly statement: number;
  /** Whether it stands in the version in force: an attacker can put another one in force on the way. */
  readonly isInForce: boolean;
}

/** Whoever can become an administrator, gravest first. Evidence may be of another version: what cannot be read is left out. */
export function sourcesIn({ report, techniques }: PageData): readonly Source[] {
  const reviving = new Set(techniques.filter(({ revives }) => revives).map(({ id }) => id));
  return report.findings
    .filter(({ checkId, status }) => checkId === 'privilege-escalation' && status !== 'resolved')
    .flatMap((finding) => {
      const ways = recordsOf(finding.evidence, 'paths')
        .map((path) => wayOf(path, reviving))
        .filter(({ steps }) => steps.length > 0)
        .toSorted((a, b) => Number(a.conditional) - Number(b.conditional) || a.steps.length - b.steps.length);
      // A permission set is found at its role, which takes the first step.
      const arn = ways[0]?.steps[0]?.from;
      return arn === undefined ? [] : [{ arn, name: finding.resource.name, finding, ways }];
    });
}

function wayOf(path: Evidence, reviving: ReadonlySet<string>): Way {
  let isInForce = true;
  const steps = recordsOf(path, 'hops').flatMap((hop): Step[] => {
    const [from, to, technique] = [textOf(hop, 'from'), textOf(hop, 'to'), textOf(hop, 'technique')];
    if (from === null || to === null || technique === null) return [];
    const places = (key: string) => recordsOf(hop, key).flatMap((each) => placeOf(each, isInForce));
    const step = {
      from,
      to,
      technique,
      resourceArn: textOf(hop, 'resourceArn'),
      conditions: textsOf(hop, 'conditions'),
    };
    const [grants, trusts] = [places('grants'), places('trusts')];
    isInForce &&= !reviving.has(technique);
    return [{ ...step, grants, trusts }];
  });
  return { target: textOf(path, 'target') ?? steps.at(-1)?.to ?? '', conditional: path.conditional === true, steps };
}

function placeOf(policy: Evidence, isInForce: boolean): readonly StatementPlace[] {
  const [key, statement] = [placeKey(policy), numberOf(policy, 'statement')];
  return key === null || statement === null ? [] : [{ key, policy, statement, isInForce }];
}

/** One text for each statement of each policy; null where the evidence names none. */
export function placeKey(policy: Evidence): string | null {
  const inline = recordOf(policy, 'inlinePolicy');
  const trust = textOf(policy, 'trustPolicyOf');
  const managed = textOf(policy, 'policyArn');
  const statement = numberOf(policy, 'statement');
  if (statement === null) return null;
  if (inline !== null) return `inline ${textOf(inline, 'entityArn')} ${textOf(inline, 'name')} ${statement}`;
  if (trust !== null) return `trust ${trust} ${statement}`;
  return managed === null ? null : `${managed} ${statement}`;
}

/** Whether a step, or one of a way, is granted by one of these statements as they stand. */
export function stepNeeds({ grants, trusts }: Step, statements: ReadonlySet<string>): boolean {
  return [grants, trusts].some((places) => places.some(({ key, isInForce }) => isInForce && statements.has(key)));
}

export function wayNeeds({ steps }: Way, statements: ReadonlySet<string>): boolean {
  return statements.size > 0 && steps.some((step) => stepNeeds(step, statements));
}

/** Ids of the techniques with which a source begins. */
export function firstTechniques({ ways }: Source): readonly string[] {
  return [...new Set(ways.flatMap(({ steps }) => steps[0]?.technique ?? []))];
}

export function targetsOf({ ways }: Source): readonly string[] {
  return [...new Set(ways.map(({ target }) => target))];
}

/** How many steps the shortest way has that nothing is in doubt of; where all are, the shortest of these. */
export function shortestOf({ ways }: Source): number {
  return ways[0]?.steps.length ?? 0;
}

/** Whether every way hangs on something that nobody can judge from outside. */
export function isInDoubt({ ways }: Source): boolean {
  return ways.every(({ conditional }) => conditional);
}

export function countWays(sources: readonly Source[]): number {
  return sources.reduce((sum, { ways }) => sum + ways.length, 0);
}
