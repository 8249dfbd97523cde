import type { Severity } from '../../findings/finding.ts';
import { looksForUnused } from '../../snapshot/analyzer-types.ts';
import { type AccountView, isIdentityCenter, isServiceLinked } from '../account-view.ts';
import {
  type Analysed,
  analysisOf,
  byResource,
  saidOfAnalyzers,
  witnessCommands,
  witnessesOf,
  witnessWords,
} from '../analyzer-findings.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { entitiesMissing, graceOf, pass, unknown } from '../verdicts.ts';

export const analyzerUnusedAccess: Check = {
  id: 'analyzer-unused-access',
  family: 'unused',
  title: 'Access that Access Analyzer finds unused',
  flags:
    'An active finding of an unused-access analyzer about a role, a password, access keys or permissions, where our own checks ' +
    'do not find the same: its window can be shorter than `unusedAfterDays`. Where they do find it (`role-unused`, ' +
    '`permission-set-unused`, `password-unused`, `access-key-unused`, `services-unused`, `actions-unused`), theirs is the finding and ' +
    'names Access Analyzer among the `witnesses` in its evidence; where they cannot tell, it is unknown. One finding for each user ' +
    'or role and type. Low for permissions. Not applicable without an active analyzer of this kind.',
  severity: 'medium',
  rationale: 'AWS looked at it for as long as the analyzer was told to, and saw no use.',
  remediation:
    'See what is unused, and take it away; or archive the finding in Access Analyzer with a rule that says why it stays.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['analyzers', 'analyzer-findings', 'authorization-details'],
  get testifiesTo() {
    return Array.from(kinds.values()).flatMap(({ checkIds }) => checkIds);
  },

  *evaluate(context) {
    const analysis = analysisOf(context, looksForUnused);
    yield* saidOfAnalyzers(analysis);
    for (const analysed of byResource(analysis, ({ type }) => type)) yield judge(context, analysed);
  },

  describe({ resource, evidence }) {
    const type = textOf(evidence, 'findingType') ?? '';
    const what = kinds.get(type)?.what ?? `access (${type})`;
    return `${resource.name} does not use its ${what}. ${witnessWords(evidence)}`;
  },

  remediate({ evidence }) {
    return remediation(
      `The lines print what Access Analyzer saw. ${kinds.get(textOf(evidence, 'findingType') ?? '')?.fix ?? analyzerUnusedAccess.remediation}`,
      witnessCommands(evidence),
    );
  },
};

/** A type of finding: what is unused, what to do, and which checks of ours look for the same. */
interface Kind {
  readonly what: string;
  readonly fix: string;
  readonly severity: Severity;
  readonly checkIds: readonly string[];
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  [
    'UnusedIAMRole',
    {
      what: 'permissions at all',
      fix: 'If nobody needs the role, attach AWSDenyAll to it for some weeks, then delete it.',
      severity: 'medium',
      checkIds: ['role-unused', 'permission-set-unused'],
    },
  ],
  [
    'UnusedIAMUserPassword',
    {
      what: 'password',
      fix: 'If the user does not sign in, delete its login profile.',
      severity: 'medium',
      checkIds: ['password-unused'],
    },
  ],
  [
    'UnusedIAMUserAccessKey',
    {
      what: 'access keys, or one of them',
      fix: 'Deactivate the key that they name, and delete it when nobody has missed it.',
      severity: 'medium',
      checkIds: ['access-key-unused'],
    },
  ],
  [
    'UnusedPermission',
    {
      what: 'permissions, or not all of them',
      fix: 'Take the services and actions that they name out of the policies that grant them.',
      severity: 'low',
      checkIds: ['services-unused', 'actions-unused', 'role-unused', 'permission-set-unused'],
    },
  ],
]);

function judge(context: CheckContext, { arn, findings }: Analysed): Verdict {
  const [{ type }] = findings;
  const principal = principalsByArn(context.account).get(arn);
  if (principal === undefined) {
    // Deleted since the analyzer looked, which can be a day ago.
    const missing = entitiesMissing(context);
    return missing === null ? pass : unknown(missing, arn, type, type);
  }
  if (isServiceLinked(principal)) return pass;
  const young = graceOf(context, principal.arn, principal.createdAt);
  if (young !== null) return unknown(young, arn, type, type);
  const kind = kinds.get(type);
  return {
    verdict: 'finding',
    resource: isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : principalResource(context, principal),
    severity: kind?.severity ?? 'low',
    discriminator: type,
    evidence: { findingType: type, witnesses: witnessesOf(findings) },
    sameAs: { checkIds: kind?.checkIds ?? [] },
  };
}

const principalsByArn = oncePer(
  ({ principals }: AccountView) => new Map(principals.map((principal) => [principal.arn, principal] as const)),
);
