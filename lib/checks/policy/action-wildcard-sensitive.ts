import type { Severity } from '../../findings/finding.ts';
import { completeArn, parseArn } from '../../policy/arn.ts';
import type { Bitset } from '../../policy/bitset.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { expandActions, namedService } from '../../policy/expand.ts';
import { hasWildcard, matchesEverything } from '../../policy/match.ts';
import { isEverything, scopesOf } from '../../policy/scope.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { Check } from '../check.ts';
import { someOf, textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { type Danger, dangerIn, isOnEverything, leftOf } from './danger.ts';
import { eachPolicy } from './each-policy.ts';
import { findingOn, gravest, underConditions } from './finding-on-policy.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn } from './policy-words.ts';
import { reachesUntagged } from './untagged.ts';
import { dangerousActionsOf, isDangerousName, isReportedWhole } from './wildcard-rules.ts';
import { isWhole } from './wildcards.ts';

export const actionWildcardSensitive: Check = {
  id: 'action-wildcard-sensitive',
  family: 'policy',
  title: 'Wildcard in actions that should be named',
  flags:
    'A policy, inline, of the account or of AWS, that allows by a wildcard what should be named: all of iam, kms, sts, ' +
    'organizations, cloudtrail, s3 or aws-marketplace on some resources (on every resource it is `service-wildcard`), or a part of ' +
    'iam or kms in which permissions are managed (`iam:Put*`), or of organizations or cloudtrail in which something is changed; full ' +
    'access to CloudShell; and subscribing in AWS Marketplace. Medium when the resources are named, one step lower under ' +
    'conditions, low when it takes effect for nobody. What a policy variable confines to its holder is not flagged, nor what a tag ' +
    'of the resource confines.',
  severity: 'high',
  rationale:
    'Among the many actions of such a wildcard is one by which its holder gives itself permissions, opens a bucket, destroys a key or ' +
    'stops the records.',
  remediation: 'Name the actions that are used.',
  mappings: {
    cis: { '3.0': '1.22', '5.0': '1.21', '6.0': '2.21', '7.0': '2.20' },
    securityHub: ['IAM.21', 'IAM.27'],
    prowler: [
      'iam_policy_cloudshell_admin_not_attached',
      'iam_policy_no_wildcard_marketplace_subscribe',
      'iam_inline_policy_no_wildcard_marketplace_subscribe',
    ],
  },
  needs: ['authorization-details'],

  evaluate: (context) =>
    eachPolicy(context, (policy, text) => {
      const found = statementsOf(text, 'Allow').flatMap((statement) => wildcardsIn(text, statement));
      if (found.length === 0) return null;
      return findingOn(context, policy, {
        severity: gravest(found.map(({ severity }) => severity)),
        statements: [...new Set(found.map(({ statement }) => statement))],
        dangers: found.map(({ danger }) => danger),
        evidence: {
          actions: [...new Set(found.map(({ pattern }) => pattern))],
          services: [...new Set(found.map(({ service }) => service))].toSorted(),
        },
      });
    }),

  describe(facts) {
    const { evidence } = facts;
    return `${policyIn(facts)} allows ${someOf(textsOf(evidence, 'actions'))}, by ${statementsIn(evidence)}.${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(
      facts,
      `Replace ${someOf(textsOf(facts.evidence, 'actions'))} by the actions that its holders use, without those that manage permissions.`,
    );
  },
};

interface SensitiveWildcard {
  readonly service: string;
  /** As written. */
  readonly pattern: string;
  readonly statement: Statement;
  readonly danger: Danger;
  readonly severity: Severity;
}

function wildcardsIn(policy: PolicyDocument, statement: Statement): readonly SensitiveWildcard[] {
  const patterns = (statement.actions ?? []).filter((pattern) => hasWildcard(pattern) || isDangerousName(pattern));
  return patterns.flatMap((pattern) =>
    servicesMeant(pattern, statement).flatMap((service): readonly SensitiveWildcard[] => {
      const dangerous = dangerousIn(pattern, service, statement);
      if (dangerous === null || isOnItself(statement) || !reachesUntagged(policy, statement)) return [];
      const left = dangerous.intersect(leftOf(policy, statement));
      if (left.isEmpty()) return [];
      const isWide = isOnEverything(statement) || (statement.resources ?? []).some(isEveryResource);
      const severity = isWide ? 'high' : 'medium';
      return [
        {
          service,
          pattern,
          statement,
          danger: dangerIn(statement, left),
          severity: statement.conditions.length === 0 ? severity : underConditions(severity),
        },
      ];
    }),
  );
}

/** The service that a pattern names; of `*` on some resources, the services that these are of. */
function servicesMeant(pattern: string, { resources }: Statement): readonly string[] {
  const service = namedService(pattern);
  if (service !== null) return [service];
  if (!isWhole(pattern)) return [];
  const owners = (resources ?? []).flatMap((resource) => parseArn(completeArn(resource))?.service ?? []);
  return [...new Set(owners)];
}

/** Null when there is nothing in the pattern that this check is about. */
function dangerousIn(pattern: string, service: string, statement: Statement): Bitset | null {
  const dangerous = dangerousActionsOf(service);
  if (isWhole(pattern)) {
    const isOther = scopesOf(statement).some(isEverything) && !isReportedWhole(service);
    return isOther ? null : (dangerous?.ofWhole ?? null);
  }
  if (dangerous === null) return null;
  const { actions } = expandActions([pattern]);
  const named = actions.intersect(hasWildcard(pattern) ? dangerous.ofPart : dangerous.byName);
  return named.isEmpty() ? null : named;
}

/** Whether a statement speaks of nothing but what is its holder's own. */
function isOnItself({ resources }: Statement): boolean {
  return resources?.every((resource) => /\$\{aws:(username|userid|PrincipalTag)/i.test(resource)) ?? false;
}

/** Whether a resource stands for all of its service, or all of one type: `arn:aws:s3:::*`, `arn:aws:iam::111122223333:role/*`. */
function isEveryResource(written: string): boolean {
  const arn = parseArn(completeArn(written));
  if (arn === null) return matchesEverything(written);
  return matchesEverything(arn.resource) || (arn.accountId !== '' && /^[a-z-]+[/:]\*+$/i.test(arn.resource));
}
