import type { Check, CheckFamily } from '../checks/check.ts';
import type { Finding, Resource, Severity } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import { globalEventsRegion } from '../snapshot/global-events.ts';
import type { AuditReport } from './audit-report.ts';
import { introducerFields } from './introducer-text.ts';
import { toJson } from './json.ts';
import { requirementsOf } from './mappings.ts';
import { shortened } from './text.ts';

/**
 * Longest texts in characters, and most related requirements (Security Hub API Reference, AwsSecurityFinding, Recommendation,
 * Compliance). With all of them in force a finding is far from the 240 KB that one may have.
 */
const limits = { title: 256, description: 1024, recommendation: 512, productField: 2048, name: 128, requirements: 32 };

/** A finding in the AWS Security Finding Format, with the members that this program fills. */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName: string;
  readonly CompanyName: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: string[];
  readonly FirstObservedAt: string;
  readonly LastObservedAt: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Severity: AsffSeverity;
  readonly FindingProviderFields: { readonly Severity: AsffSeverity; readonly Types: string[] };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation: { readonly Recommendation: { readonly Text: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: AsffResource[];
  readonly Compliance?: { readonly Status: 'FAILED' | 'PASSED'; readonly RelatedRequirements: string[] };
  readonly Workflow: { readonly Status: 'NEW' | 'RESOLVED' | 'SUPPRESSED' };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
}

interface AsffSeverity {
  readonly Label: (typeof labels)[Severity];
  readonly Original: string;
}

interface AsffResource {
  readonly Type: string;
  readonly Id: string;
  readonly Partition?: Partition;
  readonly Details?: Record<string, Record<string, string>>;
}

const labels = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
} as const satisfies Record<Severity, string>;

/**
 * Namespace, category and classifier by family. Namespaces and categories are AWS's own, and classifiers are free
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-type-taxonomy.html).
 */
const bestPractices = 'Software and Configuration Checks/AWS Security Best Practices';
const types: Readonly<Record<CheckFamily, readonly string[]>> = {
  unused: [`${bestPractices}/Unused Access`],
  credentials: [`${bestPractices}/Credentials`],
  policy: [`${bestPractices}/Excessive Permissions`],
  trust: [`${bestPractices}/Trust`, 'TTPs/Initial Access'],
  escalation: [`${bestPractices}/Excessive Permissions`, 'TTPs/Privilege Escalation'],
  guardrails: [`${bestPractices}/Guardrails`],
  serverless: [`${bestPractices}/Serverless`],
  rolesanywhere: [`${bestPractices}/Trust`, 'TTPs/Initial Access'],
  compute: [`${bestPractices}/Compute`],
  housekeeping: [`${bestPractices}/Exceptions`],
};
const cisBenchmark =
  'Software and Configuration Checks/Industry and Regulatory Standards/CIS AWS Foundations Benchmark';

/** Security Hub's names of resource types, with the detail that holds the name of one; what is not here is `Other`. */
const resourceTypes: Readonly<Record<string, { readonly type: string; readonly name?: string }>> = {
  'AWS::CloudTrail::Trail': { type: 'AwsCloudTrailTrail', name: 'Name' },
  'AWS::DynamoDB::Table': { type: 'AwsDynamoDbTable', name: 'TableName' },
  'AWS::EC2::Instance': { type: 'AwsEc2Instance' },
  'AWS::ECR::Repository': { type: 'AwsEcrRepository', name: 'RepositoryName' },
  'AWS::IAM::Group': { type: 'AwsIamGroup', name: 'GroupName' },
  'AWS::IAM::ManagedPolicy': { type: 'AwsIamPolicy', name: 'PolicyName' },
  'AWS::IAM::Role': { type: 'AwsIamRole', name: 'RoleName' },
  'AWS::IAM::User': { type: 'AwsIamUser', name: 'UserName' },
  'AWS::KMS::Key': { type: 'AwsKmsKey' },
  'AWS::Lambda::Function': { type: 'AwsLambdaFunction', name: 'FunctionName' },
  'AWS::S3::Bucket': { type: 'AwsS3Bucket', name: 'Name' },
  'AWS::SNS::Topic': { type: 'AwsSnsTopic', name: 'TopicName' },
  'AWS::SQS::Queue': { type: 'AwsSqsQueue', name: 'QueueName' },
  'AWS::SecretsManager::Secret': { type: 'AwsSecretsManagerSecret', name: 'Name' },
};

/** Partitions that Security Hub knows by name (the API's enumeration of them). */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;
type Partition = (typeof partitions)[number];

/**
 * All findings as BatchImportFindings takes them, one a line: `--format asff`. An account that was read from a file is in no
 * Region; then the product is that of the Region where IAM lives.
 */
export function renderAsff(report: AuditReport, checks: readonly Check[]): string {
  const convert = asffFindings(report, checks);
  const lines = report.findings.map((finding) => toJson(convert(finding)));
  return `{"Findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]}\n`;
}

/**
 * Turns a report's findings into the AWS Security Finding Format, for the account's own product. No policy documents and no
 * evidence are in it: whoever may read Security Hub reads it.
 *
 * What is resolved is archived, and so is what somebody has accepted: a provider cannot change the workflow of a finding that
 * is there already.
 */
export function asffFindings(
  report: Pick<AuditReport, 'account' | 'snapshotTakenAt' | 'tool'>,
  checks: readonly Check[],
): (finding: Finding) => AsffFinding {
  const { accountId, partition } = report.account;
  const region = report.account.region ?? globalEventsRegion(partition) ?? 'us-east-1';
  const productArn = `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`;
  const checkById = new Map(checks.map((check) => [check.id, check]));
  return (finding) => {
    const check = checkById.get(finding.checkId);
    const classification = {
      Severity: { Label: labels[finding.severity], Original: finding.severity },
      Types: typesOf(check),
    };
    return {
      SchemaVersion: '2018-10-08',
      Id: asffId(accountId, finding.id),
      ProductArn: productArn,
      ProductName: report.tool.name,
      CompanyName: report.tool.name,
      GeneratorId: finding.checkId,
      AwsAccountId: accountId,
      ...classification,
      FindingProviderFields: classification,
      FirstObservedAt: finding.firstSeenAt,
      LastObservedAt: finding.lastSeenAt,
      CreatedAt: finding.firstSeenAt,
      // Security Hub passes over an update that is not later than what it has.
      UpdatedAt: report.snapshotTakenAt,
      Title: bounded(`${finding.title}: ${finding.resource.name}`, limits.title),
      Description: bounded(finding.detail, limits.description),
      Remediation: { Recommendation: { Text: bounded(finding.remediation.text, limits.recommendation) } },
      ProductFields: productFieldsOf(finding, check, report.tool.version),
      Resources: [resourceOf(finding.resource, partition)],
      ...complianceOf(finding, check),
      Workflow: { Status: workflowOf(finding) },
      RecordState: isStanding(finding.status) ? 'ACTIVE' : 'ARCHIVED',
    };
  };
}

/** What Security Hub knows a finding by. */
export function asffId(accountId: string, findingId: string): string {
  return `account-auditor/${accountId}/${findingId}`;
}

function typesOf(check: Check | undefined): string[] {
  if (check === undefined) return [bestPractices];
  const isInBenchmark = Object.keys(check.mappings.cis).length > 0;
  return [...types[check.family], ...(isInBenchmark ? [cisBenchmark] : [])];
}

function workflowOf({ status }: Finding): AsffFinding['Workflow']['Status'] {
  if (status === 'resolved') return 'RESOLVED';
  return status === 'suppressed' ? 'SUPPRESSED' : 'NEW';
}

function complianceOf({ status }: Finding, check: Check | undefined): Pick<AsffFinding, 'Compliance'> {
  const requirements = check === undefined ? [] : requirementsOf(check.mappings);
  if (requirements.length === 0) return {};
  return {
    Compliance: {
      Status: status === 'resolved' ? 'PASSED' : 'FAILED',
      RelatedRequirements: requirements
        .slice(0, limits.requirements)
        .map(({ standard, number }) => `${standard}/${number}`),
    },
  };
}

function productFieldsOf(finding: Finding, check: Check | undefined, version: string): Record<string, string> {
  const fields = {
    findingId: finding.id,
    status: finding.status,
    resourceType: finding.resource.type,
    family: check?.family,
    exception: finding.suppression?.exception,
    acceptedUntil: finding.suppression?.expires,
    ...introducerFields(finding.introducedBy),
    version,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[`account-auditor/${name}`, bounded(value, limits.productField)]],
    ),
  );
}

function resourceOf({ arn, type, name, accountId }: Resource, partition: string): AsffResource {
  const known = partitions.find((candidate) => candidate === partition);
  const where = known === undefined ? {} : { Partition: known };
  if (type === 'AWS::::Account') return { Type: 'AwsAccount', Id: `AWS::::Account:${accountId}`, ...where };
  const { type: asffType = 'Other', name: detail } = resourceTypes[type] ?? {};
  const shown = bounded(name, limits.name).trim();
  const details = asffType === 'Other' ? { ResourceType: type, Name: shown } : detail && { [detail]: shown };
  return {
    Type: asffType,
    Id: bounded(arn, limits.productField),
    ...where,
    ...(details && shown !== '' ? { Details: { [asffType]: details } } : {}),
  };
}

/** A text of characters that are whole and can be seen, and of no more than fit. */
function bounded(text: string, length: number): string {
  return shortened(text.toWellFormed(), length).toWellFormed();
}
