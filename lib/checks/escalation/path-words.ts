import { techniques } from '../../escalation/techniques.ts';
import type { Evidence, Resource } from '../../findings/finding.ts';
import { recordOf, recordsOf, textOf, textsOf } from '../evidence.ts';

const titles = new Map(techniques.map(({ id, title }) => [id, title]));

/**
 * The technique's id, with what the attacker does: `sts-001 (Assume a role)`, and with what policy or resource. One that this version
 * does not know has its id alone.
 */
export function techniqueIn(evidence: Evidence): string {
  const id = textOf(evidence, 'technique') ?? 'a technique';
  const title = titles.get(id);
  const revived = recordOf(evidence, 'revived');
  const policy = revived === null ? '' : `: ${textOf(revived, 'versionId')} of ${textOf(revived, 'policyArn')}`;
  const resourceArn = textOf(evidence, 'resourceArn');
  const resource = resourceArn === null ? '' : `: ${resourceArn}`;
  return title === undefined ? id : `${id} (${title}${policy}${resource})`;
}

/** The steps of a path in words, one after the other, with what they depend on. */
export function pathIn(path: Evidence): string {
  const hops = recordsOf(path, 'hops');
  const steps = hops.map((hop) => {
    const [from, to] = [textOf(hop, 'from'), textOf(hop, 'to')];
    return `${to === null || to === from ? '' : `${entityIn(to)} `}by ${techniqueIn(hop)}`;
  });
  return `${steps.join('; then ')}${conditionsIn(hops)}`;
}

/** `, if ... and ...`, or nothing. */
export function conditionsIn(hops: readonly Evidence[]): string {
  const conditions = [...new Set(hops.flatMap((hop) => textsOf(hop, 'conditions')))];
  return conditions.length === 0 ? '' : `, if ${conditions.join(' and ')}`;
}

/** `role deploy` for the ARN of one, and others as they are. */
export function entityIn(arn: string): string {
  const [, kind, name] = /:(user|role|group)\/(?:.*\/)?([^/]+)$/s.exec(arn) ?? [];
  return kind === undefined ? arn : `${kind} ${name}`;
}

/** `User eve`, `Role deploy`, `Permission set Developers`. */
export function subjectOf({ type, name }: Pick<Resource, 'type' | 'name'>): string {
  const noun = type === 'AWS::IAM::User' ? 'User' : type === 'AWS::IAM::Role' ? 'Role' : 'Permission set';
  return `${noun} ${name}`;
}

/** `one step`, `2 steps`. */
export function countOfThings(count: number, one: string, several: string): string {
  return count === 1 ? `one ${one}` : `${count} ${several}`;
}
