import { parseArn } from '../../policy/arn.ts';
import { policyOf } from '../../policy/document.ts';
import { looksOutside } from '../../snapshot/analyzer-types.ts';
import type { CoverageSource } from '../../snapshot/snapshot.ts';
import { isOwn, type RolePrincipal } from '../account-view.ts';
import {
  type Analysed,
  analysisOf,
  byResource,
  saidOfAnalyzers,
  witnessCommands,
  witnessesOf,
  witnessWords,
} from '../analyzer-findings.ts';
import type { Check, CheckContext, SameProblem, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { resourceOf, roleResource } from '../resources.ts';
import { entitiesMissing, pass, unknown } from '../verdicts.ts';
import { isTrusted, otherAccounts } from './other-accounts.ts';
import { statementsAllowing, type Trust } from './trusting-role.ts';

export const analyzerExternalAccess: Check = {
  id: 'analyzer-external-access',
  family: 'trust',
  title: 'Access from outside that Access Analyzer finds',
  flags:
    'A resource, such as a bucket, a key or a role, about which an external-access analyzer has active findings: one finding for each ' +
    'resource, high when everybody has the access. A role of which our own checks of trust find something as well, or a bucket or function that is public to ' +
    '`bucket-public`, `lambda-url-public` or `lambda-policy-public`, is their finding, and names Access Analyzer among the `witnesses` in its evidence; where they cannot tell, it is unknown. Not flagged are roles that ' +
    'let in nobody but `trustedAccountIds` and accounts of the own organisation, roles of services and of Identity Center, and findings archived in Access Analyzer. Low ' +
    'for a role that only identity providers reach. Not applicable without an active analyzer of this kind.',
  severity: 'medium',
  rationale:
    "Access Analyzer proves from the resource's policy that somebody outside the account or organisation gets in.",
  remediation:
    'Take the access away, or archive the finding in Access Analyzer with a rule that says who is meant to have it.',
  mappings: { cis: {}, securityHub: [], prowler: ['accessanalyzer_enabled_without_findings'] },
  needs: ['analyzers', 'analyzer-findings', 'authorization-details'],
  uses: ['organization', 'organization-accounts'],
  get testifiesTo() {
    return [...trustChecks, ...Array.from(publicChecks.values(), ({ checkIds }) => checkIds).flat()];
  },

  *evaluate(context) {
    const analysis = analysisOf(context, looksOutside);
    yield* saidOfAnalyzers(analysis);
    for (const analysed of byResource(analysis)) yield judge(context, analysed);
  },

  describe({ resource, evidence }) {
    const who = evidence.isPublic === true ? 'Everybody' : 'Somebody outside';
    return `${who} has access to ${resource.name} (${textOf(evidence, 'resourceType')}). ${witnessWords(evidence)}`;
  },

  remediate({ evidence }) {
    return remediation(
      "The lines print who has access, to which actions, under which conditions. Take what is not meant out of the resource's policy; " +
        'what is meant, archive in Access Analyzer with a rule for it.',
      witnessCommands(evidence),
    );
  },
};

/** Our checks that look for outsiders in trust policies. */
const trustChecks = [
  'trust-anyone',
  'trust-external-account',
  'trust-whole-account',
  'trust-oidc-unscoped',
  'trust-saml-unscoped',
  'trust-cognito-unauthenticated',
];

/** Our checks that look for what is open to everybody, by type of resource, and the source without which they are not asked. */
const publicChecks = new Map<string, { readonly checkIds: readonly string[]; readonly source: CoverageSource }>([
  ['AWS::S3::Bucket', { checkIds: ['bucket-public'], source: 'buckets' }],
  ['AWS::Lambda::Function', { checkIds: ['lambda-url-public', 'lambda-policy-public'], source: 'functions' }],
]);

function sameAmongPublic({ account }: CheckContext, resourceType: string): SameProblem | undefined {
  const same = publicChecks.get(resourceType);
  const status = same && account.coverageOf(same.source)?.status;
  return status === undefined || status === 'skipped' ? undefined : same;
}

function judge(context: CheckContext, { arn, findings }: Analysed): Verdict {
  const seen = findings.filter(({ error }) => error === null);
  const [first] = seen;
  if (first === undefined) {
    const reason = `Access Analyzer could not look at it (${findings[0].error}).`;
    return unknown({ code: 'not-collected', reason }, arn);
  }
  const { resourceType } = first;
  const isPublic = seen.some((finding) => finding.isPublic === true);
  const evidence = { resourceType, isPublic, witnesses: witnessesOf(seen) };
  if (resourceType !== 'AWS::IAM::Role') {
    const resource = resourceOf(context, resourceType, arn, nameOf(arn));
    const sameAs = isPublic ? sameAmongPublic(context, resourceType) : undefined;
    return {
      verdict: 'finding',
      resource,
      severity: isPublic ? 'high' : 'medium',
      evidence,
      ...(sameAs && { sameAs: { checkIds: sameAs.checkIds } }),
    };
  }
  const role = context.account.role(nameOf(arn));
  if (role?.arn !== arn) {
    // Deleted since the analyzer looked, which can be half an hour ago.
    const missing = entitiesMissing(context);
    return missing === null ? pass : unknown(missing, arn);
  }
  if (!isOwn(role)) return pass;
  const lets = whoGetsIn(context, role);
  if (lets === 'trusted accounts' && !isPublic) return pass;
  return {
    verdict: 'finding',
    resource: roleResource(context, role.entity),
    severity: isPublic ? 'high' : lets === 'identity providers' ? 'low' : 'medium',
    evidence,
    sameAs: { checkIds: trustChecks },
  };
}

/** Of those outside the account, by the names in the role's trust policy: the list of findings does not say whom they mean. */
function whoGetsIn(
  context: CheckContext,
  { arn, entity }: RolePrincipal,
): 'trusted accounts' | 'identity providers' | 'others' {
  const trust: Trust = { arn, policy: policyOf(entity.trustPolicy) };
  const actions = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const;
  const allowing = new Set(actions.flatMap((action) => statementsAllowing(trust, action)));
  const isForAll = [...allowing].some(({ principals }) => principals === null || principals.any);
  const accounts = otherAccounts(context, trust);
  if (isForAll || !accounts.every((other) => isTrusted(context, other))) return 'others';
  const hasProviders = [...allowing].some(({ principals }) => principals !== null && principals.federated.length > 0);
  if (hasProviders) return 'identity providers';
  return accounts.length > 0 ? 'trusted accounts' : 'others';
}

/** The last part of an ARN without its kind, which is what people call the resource. */
function nameOf(arn: string): string {
  const resource = parseArn(arn)?.resource ?? arn;
  return resource.includes('/')
    ? resource.slice(resource.lastIndexOf('/') + 1)
    : resource.slice(resource.indexOf(':') + 1);
}
