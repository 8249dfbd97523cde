import type { Severity } from '../../findings/finding.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { namedService } from '../../policy/expand.ts';
import { isEverything, scopesOf } from '../../policy/scope.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { Check } from '../check.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { type Danger, dangerIn, deniesUnlisted, leftOf, unlistedDanger } from './danger.ts';
import { eachPolicy } from './each-policy.ts';
import { everythingIn } from './everything.ts';
import { findingOn, gravest, underConditions } from './finding-on-policy.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn } from './policy-words.ts';
import { harmIn, sensitivityOf } from './sensitive-services.ts';
import { reachesUntagged } from './untagged.ts';
import { isWhole } from './wildcards.ts';

/**
 * Full access to CloudShell has a control of its own, and `action-wildcard-sensitive` reports it. Support knows no resources, and
 * its policy is what `support-role-missing` asks for.
 */
const LEFT_ALONE = ['cloudshell', 'support', 'support-console'];

/** What stands for all services, in a policy that is no administrator's because of its own denies. */
const EVERY_SERVICE = '*';

export const serviceWildcard: Check = {
  id: 'service-wildcard',
  family: 'policy',
  title: 'Policy that allows all of a service',
  flags:
    'A policy, inline, of the account or of AWS, that allows every action of a service on every resource (`s3:*` on `*`). High for ' +
    'services with which one can do more than disturb the service, such as iam, kms, s3, lambda and organizations; one step lower ' +
    'under conditions, and not at all where they demand a tag of the resource. A policy that allows everything is left to ' +
    '`admin-policy`; one that would but for its own denies has the service `*`. Low when it takes effect for nobody. Full access to ' +
    'AWS Support is not flagged: it reaches no resources.',
  severity: 'medium',
  rationale:
    'The wildcard grants what AWS adds tomorrow, and the actions that nobody needs day by day: deleting, sharing, switching off.',
  remediation: 'Name the actions that are used, and the resources.',
  mappings: {
    cis: {},
    securityHub: ['IAM.21'],
    prowler: [
      'iam_policy_no_full_access_to_cloudtrail',
      'iam_policy_no_full_access_to_kms',
      'iam_inline_policy_no_full_access_to_cloudtrail',
      'iam_inline_policy_no_full_access_to_kms',
    ],
  },
  needs: ['authorization-details'],

  evaluate: (context) =>
    eachPolicy(context, (policy, text) => {
      const wildcards = wildcardsIn(text);
      if (wildcards.length === 0) return null;
      const services = [...new Set(wildcards.map(({ service }) => service))].toSorted();
      return findingOn(context, policy, {
        severity: gravest(wildcards.map(severityOf)),
        statements: [...new Set(wildcards.map(({ statement }) => statement))],
        dangers: wildcards.map(({ danger }) => danger),
        evidence: {
          services,
          actions: [...new Set(wildcards.map(({ pattern }) => pattern))],
          sensitive: services.flatMap((service) => {
            const reason = reasonOf(service);
            return reason === null ? [] : [{ service, reason }];
          }),
        },
      });
    }),

  describe(facts) {
    const { evidence } = facts;
    const services = textsOf(evidence, 'services');
    const what = services.includes(EVERY_SERVICE)
      ? 'every service but for what it denies'
      : `all of ${someOf(services)}`;
    const reasons = recordsOf(evidence, 'sensitive').map(
      (each) => `${textOf(each, 'service')} ${textOf(each, 'reason')}`,
    );
    const why = reasons.length === 0 ? '' : ` Whoever has ${someOf(reasons, reasons.length, 2)}.`;
    return `${policyIn(facts)} allows ${what} on every resource, by ${statementsIn(evidence)}.${why}${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(
      facts,
      `Replace ${someOf(textsOf(facts.evidence, 'actions'))} by the actions that its holders use, on the resources that they use them on.`,
    );
  },
};

interface Wildcard {
  readonly service: string;
  /** As written. */
  readonly pattern: string;
  readonly statement: Statement;
  readonly danger: Danger;
}

function wildcardsIn(policy: PolicyDocument): readonly Wildcard[] {
  return statementsOf(policy, 'Allow').flatMap((statement) => {
    const patterns = (statement.actions ?? []).filter(isWhole);
    if (patterns.length === 0 || !scopesOf(statement).some(isEverything) || !reachesUntagged(policy, statement))
      return [];
    return patterns.flatMap((pattern): readonly Wildcard[] => {
      const service = namedService(pattern) ?? EVERY_SERVICE;
      if (LEFT_ALONE.includes(service)) return [];
      if (service === EVERY_SERVICE && everythingIn(policy).isAllowed !== 'no') return [];
      const danger = dangerOf(policy, statement, pattern, service);
      return danger === null ? [] : [{ service, pattern, statement, danger }];
    });
  });
}

/** Null when the policy itself denies all that is harmful in it. */
function dangerOf(policy: PolicyDocument, statement: Statement, pattern: string, service: string): Danger | null {
  const harm = harmIn(service);
  if (harm === null) return deniesUnlisted(policy, pattern) ? null : unlistedDanger(pattern);
  const left = statementsOf(policy, 'Deny').length === 0 ? harm : harm.intersect(leftOf(policy, statement));
  return left.isEmpty() ? null : dangerIn(statement, left);
}

function severityOf({ service, statement }: Wildcard): Severity {
  const severity = reasonOf(service) === null ? 'medium' : 'high';
  return statement.conditions.length === 0 ? severity : underConditions(severity);
}

function reasonOf(service: string): string | null {
  return service === EVERY_SERVICE ? 'can do almost anything' : sensitivityOf(service);
}
