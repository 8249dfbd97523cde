import type {
  AwsSecurityFinding,
  BatchImportFindingsCommandInput,
  BatchImportFindingsResponse,
  ImportFindingsError,
} from '@aws-sdk/client-securityhub';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { formatProblem } from './finding-format.ts';
import type { FindingStore } from './state.ts';

type Input = HandlerInput<BatchImportFindingsCommandInput>;

/** Findings of one request, and bytes of them all (Security Hub Partner Integration Guide, BatchImportFindings). */
const maximumFindings = 100;
const maximumBytes = 6 * 1024 * 1024;

/** BatchImportFindings for the account's own product. Each finding is taken or refused by itself. */
export function batchImportFindings(call: Call<Input>): BatchImportFindingsResponse {
  const { input, account, region } = call;
  const store = account.securityHub.inRegion(region);
  if (!store) {
    throw new AwsError(
      'InvalidAccessException',
      `Account ${account.accountId} is not subscribed to AWS Security Hub`,
      401,
    );
  }
  const { Findings: findings } = input;
  if (findings.length < 1 || findings.length > maximumFindings) {
    throw invalidInput(`Findings should have between 1 and ${maximumFindings} items`);
  }
  if (Buffer.byteLength(JSON.stringify(findings)) > maximumBytes) {
    throw invalidInput('Findings should NOT be larger than 6 MB');
  }
  const failed = findings.flatMap((finding) => refusalOf(finding, call) ?? []);
  const refused = new Set(failed.map(({ Id }) => Id));
  for (const finding of findings) {
    if (!refused.has(finding.Id)) keep(store, finding);
  }
  return { FailedCount: failed.length, SuccessCount: findings.length - failed.length, FailedFindings: failed };
}

function refusalOf(finding: AwsSecurityFinding, { account, region }: Call<Input>): ImportFindingsError | undefined {
  const { accountId, partition } = account;
  const product = `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`;
  if (finding.ProductArn !== product || finding.AwsAccountId !== accountId) {
    return refusal(finding, 'InvalidAccess', `Caller has no permission to import findings of ${finding.ProductArn}`);
  }
  const problem = formatProblem(finding);
  return problem === undefined
    ? undefined
    : refusal(finding, 'InvalidInput', `Finding does not adhere to Amazon Finding Format. data.${problem}.`);
}

function refusal({ Id }: AwsSecurityFinding, ErrorCode: string, ErrorMessage: string): ImportFindingsError {
  return { Id, ErrorCode, ErrorMessage };
}

/** An update that is not later than what is there is passed over, and the workflow belongs to the customer from the first day. */
function keep(store: FindingStore, finding: AwsSecurityFinding): void {
  const key = `${finding.ProductArn}/${finding.Id}`;
  const before = store.get(key);
  if (before === undefined) store.set(key, finding);
  else if (Date.parse(finding.UpdatedAt ?? '') > Date.parse(before.UpdatedAt ?? '')) {
    store.set(key, { ...finding, Workflow: before.Workflow });
  }
}

function invalidInput(problem: string): AwsError {
  return new AwsError('InvalidInputException', `Invalid parameter value: ${problem}`);
}
