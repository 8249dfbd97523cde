import {
  documentInForce,
  isIdentityCenter,
  isServiceLinked,
  type Principal,
  viewOf,
} from '../../checks/account-view.ts';
import { type AdminAnswer, isAdmin } from '../../checks/admin.ts';
import type { Check, CheckContext } from '../../checks/check.ts';
import { escalationAccount, escalationIn } from '../../checks/escalation/account-escalation.ts';
import { servicesOfDocument } from '../../checks/granted-services.ts';
import { oncePer } from '../../checks/once.ts';
import type { Configuration } from '../../config/configuration.ts';
import { cutsOf } from '../../escalation/cuts.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Group, InlinePolicy, Snapshot, StoredDocument } from '../../snapshot/snapshot.ts';
import type { AuditReport } from '../audit-report.ts';
import {
  PAGE_DATA_VERSION,
  type PageCheck,
  type PageData,
  type PageDocument,
  type PageGroup,
  type PagePrincipal,
  type TrendNight,
} from './page-data.ts';
import { pageFunctions } from './page-functions.ts';
import { pageTechniques } from './page-techniques.ts';
import { serviceUse } from './service-use.ts';

/** How many statements to take away the page proposes. */
const MAX_CUTS = 4;

/** What a page is made of. */
export interface PageInput {
  readonly report: AuditReport;
  /** The account that the report is about. */
  readonly snapshot: Snapshot;
  /** The settings that it was judged by: they say what counts as unused. */
  readonly configuration: Configuration;
  readonly checks: readonly Check[];
  /** Findings below were left out of the report; left out, none were. */
  readonly minSeverity?: Severity | undefined;
  /** Earlier audits and this one, oldest first; left out, they are not known. */
  readonly trend?: readonly TrendNight[];
}

/** Everything that the page shows of an audit. */
export function makePageData(input: PageInput): PageData {
  const { report, snapshot, configuration, checks, minSeverity = null, trend = [] } = input;
  const account = viewOf(snapshot);
  const context: CheckContext = { account, configuration, now: new Date(report.auditedAt) };
  const pageDocument = oncePer((text: StoredDocument): PageDocument => {
    const read = servicesOfDocument(text);
    return { text, services: 'unread' in read ? null : [...read.services.keys()] };
  });
  const groupArns = new Map(snapshot.groups.map(({ groupName, arn }) => [groupName, arn]));
  const techniques = pageTechniques(report.findings);
  return {
    version: PAGE_DATA_VERSION,
    report,
    minSeverity,
    unusedAfterDays: configuration.unusedAfterDays,
    catalogue: checks.map(pageCheck),
    principals: account.principals.map((principal) => pagePrincipal(context, principal, { groupArns, pageDocument })),
    groups: snapshot.groups.map((group) => pageGroup(group, pageDocument)),
    policies: snapshot.policies.map((policy) => {
      const text = documentInForce(policy);
      const { arn, policyName: name, path, managedBy, createdAt, updatedAt } = policy;
      return { arn, name, path, managedBy, createdAt, updatedAt, document: text === null ? null : pageDocument(text) };
    }),
    functions: pageFunctions(context),
    // The store's summaries have more in them, which the page has no use for.
    trend: trend.map(({ startedAt, counts, coveragePercent }) => ({ startedAt, counts, coveragePercent })),
    techniques,
    cuts: techniques.length === 0 ? [] : cutsOf(escalationAccount(account), { limit: MAX_CUTS }, escalationIn(account)),
  };
}

function pageCheck(check: Check): PageCheck {
  const { id, family, title, flags, severity, rationale, remediation, mappings } = check;
  return { id, family, title, flags, severity, rationale, remediation, mappings };
}

type ToPage = (text: StoredDocument) => PageDocument;

function inlineOf(policies: readonly InlinePolicy[], pageDocument: ToPage): PageGroup['inline'] {
  return policies.map(({ policyName, document }) => ({ name: policyName, document: pageDocument(document) }));
}

function pageGroup(
  { arn, groupName, path, createdAt, attachedPolicies, inlinePolicies }: Group,
  to: ToPage,
): PageGroup {
  const attached = attachedPolicies.map(({ policyArn }) => policyArn);
  return { arn, name: groupName, path, createdAt, attached, inline: inlineOf(inlinePolicies, to) };
}

function pagePrincipal(
  context: CheckContext,
  principal: Principal,
  { groupArns, pageDocument }: { readonly groupArns: ReadonlyMap<string, string>; readonly pageDocument: ToPage },
): PagePrincipal {
  const { kind, arn, name, createdAt, entity } = principal;
  return {
    kind,
    arn,
    name,
    path: entity.path,
    createdAt,
    origin: originOf(principal),
    tags: entity.tags,
    attached: entity.attachedPolicies.map(({ policyArn }) => policyArn),
    inline: inlineOf(entity.inlinePolicies, pageDocument),
    groups: kind === 'user' ? entity.groups.flatMap((group) => groupArns.get(group) ?? []) : [],
    boundaryArn: entity.permissionsBoundaryArn,
    administrator: administratorWords[isAdmin(context, principal).status],
    trust: kind === 'role' ? entity.trustPolicy : null,
    ...serviceUse(context, principal),
  };
}

const administratorWords: Readonly<Record<AdminAnswer['status'], PagePrincipal['administrator']>> = {
  admin: 'yes',
  'not-admin': 'no',
  unknown: 'unknown',
};

function originOf(principal: Principal): PagePrincipal['origin'] {
  if (isServiceLinked(principal)) return 'service-linked';
  return isIdentityCenter(principal) ? 'identity-center' : 'own';
}
