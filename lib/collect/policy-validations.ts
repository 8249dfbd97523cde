import {
  type AccessAnalyzerClient,
  type PathElement,
  paginateValidatePolicy,
  type ValidatePolicyCommandInput,
  type ValidatePolicyFinding,
} from '@aws-sdk/client-accessanalyzer';
import type { AuthorizationDetails } from '../snapshot/authorization-details.ts';
import { type OwnPolicy, ownPolicies } from '../snapshot/own-policies.ts';
import type { PolicyReference, PolicyValidations } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { Asking, type Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { summariseLosses } from './losses.ts';
import { type Reading, STOPPED } from './reading.ts';

type Issue = PolicyValidations[number]['issues'][number];

const DOCUMENTS_AT_A_TIME = 4;

/** A document, and all the places where it is. */
interface Distinct {
  readonly text: string;
  readonly kind: OwnPolicy['kind'];
  readonly policies: PolicyReference[];
  /** The newest of the policies' changes. */
  changedAt: string;
}

/**
 * What IAM Access Analyzer says of the account's own policies, at a call for each distinct document: newest first, and at
 * most as many as the configuration says. A document that is no JSON is not sent.
 */
export async function readPolicyValidations(
  { aws, signal, configuration, report }: CollectContext,
  details: AuthorizationDetails,
): Promise<Reading<PolicyValidations>> {
  const { maxPoliciesToValidate } = configuration;
  const documents = distinctDocuments(details);
  const chosen = documents.slice(0, maxPoliciesToValidate);
  const client = aws.accessAnalyzer();
  const asking = new Asking();
  const outcomes = new Map<Distinct, Outcome<readonly Issue[]>>();
  await asking.forEach(chosen, DOCUMENTS_AT_A_TIME, async (document) => {
    outcomes.set(
      document,
      signal.aborted ? { status: 'failed', reason: STOPPED } : await asking.ask(() => issuesIn(client, document)),
    );
    const progress = { done: outcomes.size, total: chosen.length };
    report({
      source: 'policy-validations',
      message: `policies validated: ${progress.done} of ${progress.total}`,
      ...progress,
    });
  });
  const { gaps = [], ...losses } = summariseLosses([...outcomes.values()], 'policy documents');
  const left = documents.length - chosen.length;
  const leftOut =
    left > 0 ? [`${left} of ${documents.length} policy documents are more than maxPoliciesToValidate`] : [];
  return {
    ...losses,
    data: losses.status === undefined ? validationsOf(chosen, outcomes) : null,
    wanted: documents.length,
    gaps: [...gaps, ...leftOut],
  };
}

function validationsOf(
  chosen: readonly Distinct[],
  outcomes: ReadonlyMap<Distinct, Outcome<readonly Issue[]>>,
): PolicyValidations {
  return chosen.flatMap((document) => {
    const outcome = outcomes.get(document);
    return outcome?.status === 'read' ? [{ policies: document.policies, issues: outcome.data }] : [];
  });
}

/** Newest first. A document that is a trust policy here and an identity policy there is two. */
function distinctDocuments(details: AuthorizationDetails): readonly Distinct[] {
  const found = new Map<string, Distinct>();
  for (const { document, kind, reference, changedAt } of ownPolicies(details)) {
    if (!('json' in document)) continue;
    const text = JSON.stringify(document.json);
    const known = found.get(`${kind} ${text}`);
    if (known === undefined) found.set(`${kind} ${text}`, { text, kind, policies: [reference], changedAt });
    else {
      known.policies.push(reference);
      if (Date.parse(changedAt) > Date.parse(known.changedAt)) known.changedAt = changedAt;
    }
  }
  return [...found.values()].toSorted((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt));
}

const policyTypes = {
  identity: { policyType: 'IDENTITY_POLICY' },
  trust: { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' },
} as const satisfies Record<OwnPolicy['kind'], Partial<ValidatePolicyCommandInput>>;

async function issuesIn(client: AccessAnalyzerClient, { text, kind }: Distinct): Promise<readonly Issue[]> {
  const pages = paginateValidatePolicy({ client }, { policyDocument: text, ...policyTypes[kind] });
  const answers = await Array.fromAsync(pages);
  return answers.flatMap(({ findings }) => findings ?? []).flatMap(issueOf);
}

function issueOf({
  findingType: type,
  issueCode,
  findingDetails,
  locations = [],
}: ValidatePolicyFinding): readonly Issue[] {
  if (type !== 'ERROR' && type !== 'SECURITY_WARNING') return [];
  return [
    {
      type,
      code: required(issueCode, 'issueCode'),
      message: required(findingDetails, 'findingDetails'),
      pointers: [...new Set(locations.map(({ path }) => pointerOf(path ?? [])))],
    },
  ];
}

/** AWS's path as a JSON Pointer (RFC 6901). What it says of a part of a text points at no other place. */
function pointerOf(path: readonly PathElement[]): string {
  return path
    .flatMap(({ key, value, index }) => key ?? value ?? index ?? [])
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
