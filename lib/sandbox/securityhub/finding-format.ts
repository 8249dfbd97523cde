import {
  type AwsSecurityFinding,
  ComplianceStatus,
  Partition,
  RecordState,
  SeverityLabel,
  WorkflowStatus,
} from '@aws-sdk/client-securityhub';

const namespaces = [
  'Software and Configuration Checks',
  'TTPs',
  'Effects',
  'Unusual Behaviors',
  'Sensitive Data Identifications',
];

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/;

/** A finding may have 240 KB. */
const maximumBytes = 240 * 1024;

/** Longest texts in characters, by path (API reference, AwsSecurityFinding and what is in it). */
const maximumLengths: readonly (readonly [at: string, maximum: number])[] = [
  ['Id', 512],
  ['GeneratorId', 512],
  ['Title', 256],
  ['Description', 1024],
  ['ProductName', 128],
  ['CompanyName', 128],
  ['Remediation.Recommendation.Text', 512],
  ['Severity.Original', 64],
  ['FindingProviderFields.Severity.Original', 64],
];

/** Values that the API enumerates, by path. */
const enumerations: readonly (readonly [at: string, values: readonly string[]])[] = [
  ['SchemaVersion', ['2018-10-08']],
  ['Severity.Label', Object.values(SeverityLabel)],
  ['FindingProviderFields.Severity.Label', Object.values(SeverityLabel)],
  ['Workflow.Status', Object.values(WorkflowStatus)],
  ['RecordState', Object.values(RecordState)],
  ['Compliance.Status', Object.values(ComplianceStatus)],
];

/** What Security Hub would refuse a finding for, beyond what its service model says; undefined: nothing. */
export function formatProblem(finding: AwsSecurityFinding): string | undefined {
  return [...problemsOf(finding)].at(0);
}

function* problemsOf(finding: AwsSecurityFinding): Iterable<string> {
  for (const [at, maximum] of maximumLengths) {
    const text = valueAt(finding, at);
    if (typeof text !== 'string') continue;
    if (text.trim() === '') yield `${at} should match pattern "\\S"`;
    if (text.length > maximum) yield `${at} should NOT be longer than ${maximum} characters`;
  }
  for (const [at, values] of enumerations) {
    const value = valueAt(finding, at);
    if (value !== undefined && !values.some((each) => each === value)) {
      yield `${at} should be equal to one of the allowed values`;
    }
  }
  for (const at of ['CreatedAt', 'UpdatedAt', 'FirstObservedAt', 'LastObservedAt'] as const) {
    const time = finding[at];
    if (time !== undefined && !timestamp.test(time)) yield `${at} should match format "date-time"`;
  }
  yield* problemsOfLists(finding);
  if (Buffer.byteLength(JSON.stringify(finding)) > maximumBytes) yield 'the finding should NOT be larger than 240 KB';
}

function* problemsOfLists(finding: AwsSecurityFinding): Iterable<string> {
  const types = [...(finding.Types ?? []), ...(finding.FindingProviderFields?.Types ?? [])];
  if (finding.Types === undefined && finding.FindingProviderFields?.Types === undefined) yield 'Types is required';
  if (finding.Severity === undefined && finding.FindingProviderFields?.Severity === undefined) {
    yield 'Severity is required';
  }
  const stranger = types.find((type) => !namespaces.includes(type.split('/')[0] ?? ''));
  if (stranger !== undefined) yield `Types should begin with a known namespace: ${stranger}`;
  if (types.length > 50) yield 'Types should NOT have more than 50 items';

  const { Resources: resources = [] } = finding;
  if (resources.length < 1 || resources.length > 32) yield 'Resources should have between 1 and 32 items';
  for (const { Type, Partition: partition } of resources) {
    if (Type === undefined || Type.length > 256) yield 'Resources.Type should NOT be longer than 256 characters';
    if (partition !== undefined && !Object.values(Partition).includes(partition)) {
      yield 'Resources.Partition should be equal to one of the allowed values';
    }
  }
  const fields = Object.entries(finding.ProductFields ?? {});
  if (fields.length > 50) yield 'ProductFields should NOT have more than 50 properties';
  for (const [name, value] of fields) {
    if (name.length > 128 || value.length > 2048) yield `ProductFields.${name} is too long`;
  }
  if ((finding.Compliance?.RelatedRequirements ?? []).length > 32) {
    yield 'Compliance.RelatedRequirements should NOT have more than 32 items';
  }
}

function valueAt(finding: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      finding,
    );
}
