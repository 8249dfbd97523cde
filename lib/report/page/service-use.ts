import type { Grant, Principal } from '../../checks/account-view.ts';
import type { CheckContext } from '../../checks/check.ts';
import { servicesOfDocument } from '../../checks/granted-services.ts';
import { type HeldGrants, servicesHeld } from '../../checks/held-services.ts';
import { isInside } from '../../checks/instants.ts';
import { oncePer, remembered } from '../../checks/once.ts';
import { servicesInUse } from '../../checks/unused-actions.ts';
import { heldSince } from '../../checks/unused-services.ts';
import { type ServiceQuestion, type Use, usageOf } from '../../checks/usage.ts';
import { graceOf } from '../../checks/verdicts.ts';
import { unusedWindowOf } from '../../checks/windows.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { PageGrant, PagePrincipal, PageServiceUse, PageUse } from './page-data.ts';

/**
 * What a principal is granted, all in all and by each of its policies, and what it used of that. Judged as the checks of the
 * family `unused` judge: what came into being inside its grace period is unknown, and so is what AWS cannot have seen.
 */
export function serviceUse(
  context: CheckContext,
  principal: Principal,
): Pick<PagePrincipal, 'use' | 'services' | 'grants' | 'actionsUsed'> {
  const { account } = context;
  const one = oneOfEach(context);
  const useOf = usageOf(context).ofServices(principal, unusedWindowOf(context, principal.arn));
  const judge = (question: ServiceQuestion, { documents, young }: Facts): readonly PageServiceUse[] => {
    const use = useOf(question, documents);
    return use.status === 'not-granted' ? [] : [one(question.service, judged(use, young))];
  };
  const youngBy = (list: HeldGrants) => graceOf(context, principal.arn, heldSince(principal, list));
  const factsOf = remembered(
    (list: HeldGrants): Facts => ({
      documents: list.flatMap(({ source }) => source.document ?? []),
      young: youngBy(list),
    }),
  );
  const services = Array.from(servicesHeld(account, principal).values()).flatMap((granted) =>
    judge(granted, factsOf(granted.grants)),
  );
  const held = new Set(services.map(({ service }) => service));
  const servicesOf = (grant: Grant): PageGrant['services'] => {
    const granted = servicesOfDocument(grant.document);
    if ('unread' in granted) return null;
    const facts = { documents: [granted.document], young: youngBy([{ source: grant, statements: [] }]) };
    return Array.from(granted.services.values()).flatMap((each) => (held.has(each.service) ? judge(each, facts) : []));
  };
  return {
    use: judged(usageOf(context).ofPrincipal(principal), graceOf(context, principal.arn, principal.createdAt)),
    services,
    grants: account.grantsOf(principal).map((grant) => {
      const { source, throughGroupArn } = grant;
      return { source, throughGroupArn, services: servicesOf(grant) };
    }),
    actionsUsed: actionsUsed(context, principal)?.length ?? null,
  };
}

type Young = ReturnType<typeof graceOf>;

/** Of policies that grant a service. */
interface Facts {
  readonly documents: readonly StoredDocument[];
  readonly young: Young;
}

function judged(use: Use, young: Young): PageUse {
  if (use.status === 'used') return { status: 'used', lastUsedAt: use.lastUsedAt };
  if (young !== null) return { status: 'unknown', reason: young.reason };
  if (use.status === 'unknown') return { status: 'unknown', reason: use.reason };
  return { status: 'unused', lastUsedAt: use.lastUsedAt };
}

/** One object for all who used a service alike: a large account has half a million, and few that differ. */
const oneOfEach = oncePer((_: CheckContext) => {
  const known = new Map<string, PageServiceUse>();
  return (service: string, use: PageUse): PageServiceUse => {
    const key = `${service} ${use.status} ${use.status === 'unknown' ? use.reason : use.lastUsedAt}`;
    const one = known.get(key) ?? { service, ...use };
    known.set(key, one);
    return one;
  };
});

/** AWS never records the use of `iam:PassRole`, whatever a report may list. */
const PASS_ROLE = 'iam:passrole';

/**
 * The actions that AWS tracks and that the principal attempted inside the window, in services that it is granted: `s3:ListAllMyBuckets`.
 * null: AWS was not asked for actions, or has not answered.
 */
export function actionsUsed(context: CheckContext, principal: Principal): readonly string[] | null {
  const report = context.account.lastAccessedOf(principal.arn);
  if (report?.status !== 'complete' || report.granularity === 'SERVICE_LEVEL') return null;
  const window = unusedWindowOf(context, principal.arn);
  return servicesInUse(context, principal, report).flatMap(({ held: { service }, reported }) =>
    (reported.trackedActions ?? []).flatMap(({ action, lastAccessedAt }) => {
      const name = `${service}:${action}`;
      const isUse = lastAccessedAt !== null && isInside(window, lastAccessedAt) && name.toLowerCase() !== PASS_ROLE;
      return isUse ? [name] : [];
    }),
  );
}
