import type { Severity } from '../../findings/finding.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { hasWildcard } from '../../policy/match.ts';
import type { Condition } from '../../policy/statement.ts';
import type { Check, CheckContext } from '../check.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import type { Attempt } from './attempt.ts';
import { gravest, type Success } from './gravest.ts';
import { keyOf, type SharedIssuer, sharedIssuerOf, type TenancyClaim } from './shared-issuers.ts';
import { narrowedIn, statementEvidence, statementsIn } from './statement-evidence.ts';
import { CALLERS_CHOICE, everyRequest, NETWORK_KEYS, STRANGE_NETWORK, TAG_KEYS } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, statementsAllowing, type Trust, type TrustVerdict } from './trusting-role.ts';

/** How a stranger's token gets past the claim that tells tenants apart. */
type Gap =
  /** No condition asks for the claim. */
  | 'missing'
  /** The patterns of the conditions match claims of strangers. */
  | 'pattern'
  /** The conditions hold for a token without the claim (IfExists, ForAllValues). */
  | 'absent';

const SOMEBODY = 'somebody-else';

export const trustOidcUnscoped: Check = {
  id: 'trust-oidc-unscoped',
  family: 'trust',
  title: 'Role for tokens of a shared issuer, whoever they belong to',
  flags:
    'A role that takes OpenID Connect tokens of an issuer that many organisations share, such as GitHub Actions, GitLab.com or HCP ' +
    'Terraform (lib/checks/trust/shared-issuers.ts), and whose conditions a token of a stranger meets: the claim that names the tenant ' +
    'is not asked for (`aud` alone does not name it on GitHub), or by a pattern that matches others too (`repo:*`, `repo:acme*`, a ' +
    'leading `*`), or by an operator that holds without it (IfExists, ForAllValues). High when a condition on the network is left, ' +
    'which the evidence names. `repo:acme/*` passes: it is everybody in one organisation.',
  severity: 'critical',
  rationale:
    'Everybody can get such a token: a free account and a workflow of one line are enough to become this role.',
  remediation:
    'Demand the claim that names your organisation, with StringEquals, or with StringLike and a pattern that begins with it.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_role_github_oidc_trust_subject_restricted'] },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => judge(context, trust)),

  describe({ resource, evidence }) {
    const issuer = textOf(evidence, 'issuer');
    return `Role ${resource.name} takes tokens of ${issuer} that belong to strangers: ${gapIn(textOf(evidence, 'gap'), textOf(evidence, 'key'))}.${narrowedIn(evidence)}`;
  },

  remediate(facts) {
    const { evidence } = facts;
    const shared = sharedIssuerOf(textOf(evidence, 'issuer') ?? '');
    const key = textOf(evidence, 'key') ?? '';
    const condition = block({ StringLike: { [key]: shared?.example ?? '<value of your organisation>' } });
    return trustFix(
      facts,
      `Demand in ${statementsIn(evidence)} who the token belongs to, by the condition ${condition}, as narrow as the workflows allow. ` +
        'See in CloudTrail, by the event AssumeRoleWithWebIdentity, whose tokens were taken until now. IAM refuses any change of this ' +
        'trust policy that leaves the claim out.',
    );
  },
};

function gapIn(gap: string | null, key: string | null): string {
  if (gap === 'missing') return `no condition asks for ${key}`;
  if (gap === 'absent') return `the condition on ${key} holds for a token without it`;
  return `the condition on ${key} matches those of others too`;
}

function judge(context: CheckContext, trust: Trust): readonly TrustVerdict[] {
  const statements = statementsAllowing(trust, 'sts:AssumeRoleWithWebIdentity');
  const providers = new Set(statements.flatMap(({ principals }) => principals?.federated ?? []));
  return [...providers].flatMap((provider) => {
    const shared = sharedIssuerOf(provider);
    return shared === undefined ? [] : [judgeProvider(context, trust, provider, shared)];
  });
}

function judgeProvider(context: CheckContext, trust: Trust, provider: string, shared: SharedIssuer): TrustVerdict {
  const rung = (severity: Severity, network: ContextValues, open: readonly string[]) => ({
    severity,
    attempts: strangersTokens(trust, shared).map(
      (claims): Attempt => ({
        principal: { kind: 'federated', provider },
        action: 'sts:AssumeRoleWithWebIdentity',
        context: { ...everyRequest(context), ...network, ...claims },
        open: [...CALLERS_CHOICE, ...TAG_KEYS, `${shared.issuer}:*`, ...open],
      }),
    ),
  });
  const success = gravest(trust, [rung('critical', STRANGE_NETWORK, []), rung('high', {}, NETWORK_KEYS)]);
  if (success === null) return pass;
  const statements = statementsAllowing(trust, 'sts:AssumeRoleWithWebIdentity').filter(({ principals }) =>
    principals?.federated.includes(provider),
  );
  return {
    verdict: 'finding',
    severity: success.severity,
    discriminator: provider,
    evidence: {
      issuer: shared.issuer,
      key: keyOf(shared, shared.required),
      gap: gapOf(trust, shared, success),
      statements: statements.map((statement) => statementEvidence(statement, [provider])),
      narrowedBy: success.narrowedBy.map((statement) => statementEvidence(statement)),
    },
  };
}

/** Claims of tokens that strangers can get, or, of one, that a token of another kind would lack: one of them is enough to fail. */
function strangersTokens(trust: Trust, shared: SharedIssuer): readonly ContextValues[] {
  const required = keyOf(shared, shared.required);
  const others = Object.fromEntries(
    shared.others.map((claim) => [keyOf(shared, claim), strangersValues(trust, shared, claim)[0] ?? SOMEBODY]),
  );
  return [SOMEBODY, ...strangersValues(trust, shared, shared.required), null].map((value) => ({
    ...others,
    [required]: value,
  }));
}

/** Values that strangers can have and that a pattern of the trust policy matches: those of patterns that leave the tenant open. */
function strangersValues(trust: Trust, shared: SharedIssuer, claim: TenancyClaim): readonly string[] {
  return conditionsOn(trust, keyOf(shared, claim))
    .flatMap(({ values }) => values)
    .filter((pattern) => hasWildcard(pattern) && claim.tenant?.test(pattern) !== true)
    .map((pattern) => pattern.replaceAll(/[*?]/g, 'x'));
}

function gapOf(trust: Trust, shared: SharedIssuer, { attempt }: Success): Gap {
  const key = keyOf(shared, shared.required);
  if (attempt.context[key] === null) return 'absent';
  return conditionsOn(trust, key).length === 0 ? 'missing' : 'pattern';
}

function conditionsOn({ policy }: Trust, key: string): readonly Condition[] {
  return policy.statements
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => condition.key.toLowerCase() === key.toLowerCase());
}
