import type { Evidence, Remediation } from '../../findings/finding.ts';
import { accountOf } from '../../snapshot/account-of.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CheckContext, Facts, Verdict } from '../check.ts';
import { type Command, remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { accountResource, resourceOf } from '../resources.ts';
import { notCollected, type Unknown, unknown } from '../verdicts.ts';

/** A CloudTrail trail that records the account: its own, or its organisation's. */
export type Trail = NonNullable<Snapshot['trails']>[number];

/** What is said of a trail that could record what others leave out, when its status was not readable. */
export const statusUnread: Unknown = {
  code: 'not-collected',
  reason: 'Whether a trail that would record it is switched on could not be read.',
};

export function trailsOf({ account }: CheckContext): readonly Trail[] {
  return account.snapshot.trails ?? [];
}

/** Whether it is switched on and its log files arrive in its bucket; null when its status was not readable. */
export function delivers({ isLogging, latestDeliveryError }: Trail): boolean | null {
  return isLogging === null ? null : isLogging && latestDeliveryError === null;
}

/** Whether it delivers what happens in every Region. */
export function recordsEverywhere(trail: Trail): boolean | null {
  return trail.isMultiRegion && delivers(trail);
}

/** Whether any trail is like that; null when it depends on a status that was not readable. */
export function anyTrail(trails: readonly Trail[], isLikeThat: (trail: Trail) => boolean | null): boolean | null {
  const answers = trails.map(isLikeThat);
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** Why there can be trails that are not in the snapshot; null when all Regions in use were read. */
export function hiddenTrails(context: CheckContext): Unknown | null {
  return context.account.coverageOf('trails')?.status === 'partial' ? notCollected(context, 'trails') : null;
}

/** The verdict on each trail, and that others can be hidden. */
export function* eachTrail(context: CheckContext, judge: (trail: Trail) => Verdict): Iterable<Verdict> {
  for (const trail of trailsOf(context)) yield judge(trail);
  const hidden = hiddenTrails(context);
  if (hidden !== null) yield unknown(hidden, accountResource(context).arn);
}

export function trailFinding(
  context: CheckContext,
  { arn, name, homeRegion, isMultiRegion, isOrganizationTrail }: Trail,
  evidence: Evidence = {},
): Extract<Verdict, { verdict: 'finding' }> {
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::CloudTrail::Trail', arn, name),
    evidence: { homeRegion, isMultiRegion, isOrganizationTrail, ...evidence },
  };
}

/** `Trail main of eu-west-1`, as sentences begin. */
export function trailIn({ resource, evidence }: Facts): string {
  return `Trail ${resource.name} of ${textOf(evidence, 'homeRegion')}`;
}

/** A call about the trail, to the Region where alone it can be changed. */
export function trailCommand({ resource, evidence }: Facts, operation: string, ...flags: string[]): Command {
  const region = textOf(evidence, 'homeRegion') ?? '';
  return { call: `cloudtrail ${operation}`, options: { name: resource.arn, region }, flags };
}

/** A fix of a trail. That of an organisation can only be changed in the account that it belongs to. */
export function trailFix({ resource }: Facts, text: string, commands: readonly Command[] = []): Remediation {
  const owner = accountOf(resource.arn)?.accountId ?? resource.accountId;
  const where = owner === resource.accountId ? '' : ` The trail belongs to account ${owner} and is changed there.`;
  return remediation(`${text}${where}`, commands);
}
