import { BatchImportFindingsCommand } from '@aws-sdk/client-securityhub';
import { describe, expect, it } from 'vitest';
import { checks } from '../../lib/checks/registry.ts';
import type { Finding, Severity } from '../../lib/findings/finding.ts';
import { type AsffFinding, asffFindings, renderAsff } from '../../lib/report/asff.ts';
import { formatProblem } from '../../lib/sandbox/securityhub/finding-format.ts';
import { anAccount } from '../builders/an-account.ts';
import { modelProblems } from '../schemas/asff-model.ts';
import { ada, aFinding, aReport, hostileIntroducers, hostileNames } from './a-report.ts';

const accountId = '111122223333';
const suppression = { exception: 'break-glass', reason: 'Drilled.', owner: 'security', expires: '2027-03-31' };

const convert = (finding: Finding, report = aReport()): AsffFinding => asffFindings(report, checks)(finding);
const resourceOf = (type: string, arn: string, name: string) => ({ arn, type, name, accountId });

describe('asffFindings', () => {
  it('says what a finding is in the words of Security Hub', () => {
    expect(convert(aFinding({ status: 'new' }))).toEqual({
      SchemaVersion: '2018-10-08',
      Id: `account-auditor/${accountId}/a1b2c3d4e5f60718`,
      ProductArn: `arn:aws:securityhub:eu-west-1:${accountId}:product/${accountId}/default`,
      ProductName: 'account-auditor',
      CompanyName: 'account-auditor',
      GeneratorId: 'role-unused',
      AwsAccountId: accountId,
      Types: ['Software and Configuration Checks/AWS Security Best Practices/Unused Access'],
      Severity: { Label: 'MEDIUM', Original: 'medium' },
      FindingProviderFields: {
        Types: ['Software and Configuration Checks/AWS Security Best Practices/Unused Access'],
        Severity: { Label: 'MEDIUM', Original: 'medium' },
      },
      FirstObservedAt: '2026-11-01T02:00:00.000Z',
      LastObservedAt: '2026-11-23T02:00:00.000Z',
      CreatedAt: '2026-11-01T02:00:00.000Z',
      UpdatedAt: aReport().snapshotTakenAt,
      Title: 'Role that nobody uses: billing-export',
      Description: 'Role billing-export, created 2024-03-01, was last used 2025-01-15.',
      Remediation: { Recommendation: { Text: 'Lock the role, and delete it when nobody has missed it.' } },
      ProductFields: {
        'account-auditor/findingId': 'a1b2c3d4e5f60718',
        'account-auditor/status': 'new',
        'account-auditor/resourceType': 'AWS::IAM::Role',
        'account-auditor/family': 'unused',
        'account-auditor/version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      },
      Resources: [
        {
          Type: 'AwsIamRole',
          Id: `arn:aws:iam::${accountId}:role/billing-export`,
          Partition: 'aws',
          Details: { AwsIamRole: { RoleName: 'billing-export' } },
        },
      ],
      Workflow: { Status: 'NEW' },
      RecordState: 'ACTIVE',
    });
  });

  it.each([
    ['new', 'NEW', 'ACTIVE', 'FAILED'],
    ['open', 'NEW', 'ACTIVE', 'FAILED'],
    ['reopened', 'NEW', 'ACTIVE', 'FAILED'],
    ['suppressed', 'SUPPRESSED', 'ARCHIVED', 'FAILED'],
    ['resolved', 'RESOLVED', 'ARCHIVED', 'PASSED'],
  ] as const)('says of one that is %s: %s, %s, %s', (status, workflow, record, compliance) => {
    const finding = convert(aFinding({ status, checkId: 'root-mfa-missing', suppression }));
    expect(finding.Workflow.Status).toBe(workflow);
    expect(finding.RecordState).toBe(record);
    expect(finding.Compliance?.Status).toBe(compliance);
  });

  it('names the requirements of benchmarks', () => {
    const { Compliance, Types } = convert(aFinding({ checkId: 'root-mfa-missing' }));
    expect(Compliance?.RelatedRequirements).toContainEqual(
      expect.stringMatching(/^CIS AWS Foundations Benchmark v\d.*\/\d+\.\d+$/),
    );
    expect(Compliance?.RelatedRequirements).toContainEqual(expect.stringMatching(/^AWS Security Hub\/IAM\.\d+$/));
    expect(Types).toContainEqual(expect.stringMatching(/CIS AWS Foundations Benchmark$/));
    expect(convert(aFinding()).Compliance).toBeUndefined();
  });

  it('calls the account as Security Hub does, and what it has no name for Other', () => {
    const account = aFinding({ resource: resourceOf('AWS::::Account', `arn:aws:iam::${accountId}:root`, accountId) });
    expect(convert(account).Resources).toEqual([
      { Type: 'AwsAccount', Id: `AWS::::Account:${accountId}`, Partition: 'aws' },
    ]);
    const provider = `arn:aws:iam::${accountId}:saml-provider/old-idp`;
    const other = aFinding({ resource: resourceOf('AWS::IAM::SAMLProvider', provider, 'old-idp') });
    expect(convert(other).Resources).toEqual([
      {
        Type: 'Other',
        Id: provider,
        Partition: 'aws',
        Details: { Other: { ResourceType: 'AWS::IAM::SAMLProvider', Name: 'old-idp' } },
      },
    ]);
  });

  it('takes the Region of IAM for an account that was read from a file', () => {
    const report = aReport();
    const saved = { ...report, account: { ...report.account, region: null } };
    expect(convert(aFinding(), saved).ProductArn).toContain(':us-east-1:');
    const china = { ...saved, account: { ...saved.account, partition: 'aws-cn' } };
    expect(convert(aFinding(), china).ProductArn).toMatch(/^arn:aws-cn:securityhub:cn-north-1:/);
  });

  it('says who introduced it, or why that is not known', () => {
    const fields = (introducedBy: Finding['introducedBy'] & object) =>
      convert(aFinding({ introducedBy })).ProductFields;
    expect(fields(ada)).toMatchObject({
      'account-auditor/introducedBy': ada.actor,
      'account-auditor/introducedBySourceIdentity': 'ada@example.com',
      'account-auditor/introducedByEvent': 'UpdateAssumeRolePolicy',
      'account-auditor/introducedAt': '2026-11-22T16:40:00.000Z',
      'account-auditor/introducedFrom': '203.0.113.7',
      'account-auditor/introducedByEventId': ada.eventId,
    });
    expect(fields({ unknown: 'CloudTrail did not answer' })).toMatchObject({
      'account-auditor/introducedBy': 'unknown: CloudTrail did not answer',
    });
    expect(fields({ ...ada, actor: 'x'.repeat(5_000) })['account-auditor/introducedBy']).toHaveLength(2_048);
  });

  it('holds no evidence', () => {
    const text = JSON.stringify(convert(aFinding({ evidence: { policy: { Statement: ['s3:*'] } } })));
    expect(text).not.toContain('Statement');
  });
});

describe('renderAsff', () => {
  const resources = [
    'AWS::CloudTrail::Trail',
    'AWS::DynamoDB::Table',
    'AWS::EC2::Instance',
    'AWS::ECR::Repository',
    'AWS::IAM::Group',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Role',
    'AWS::IAM::User',
    'AWS::KMS::Key',
    'AWS::Lambda::Function',
    'AWS::S3::Bucket',
    'AWS::SNS::Topic',
    'AWS::SQS::Queue',
    'AWS::SecretsManager::Secret',
    'AWS::::Account',
    'Custom',
  ];
  const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
  const findings = [
    ...checks.map(({ id: checkId, title }) => aFinding({ checkId, title })),
    ...hostileNames.map((name) =>
      aFinding({ name, detail: `Role ${name} `.repeat(50), remediation: { text: `Delete ${name}. `.repeat(50) } }),
    ),
    ...hostileIntroducers.map((introducedBy) => aFinding({ introducedBy })),
    ...resources.map((type) => aFinding({ resource: resourceOf(type, `arn:aws:x:::${type}`, 'x') })),
    ...severities.map((severity) => aFinding({ severity })),
    aFinding({ status: 'suppressed', suppression }),
    aFinding({ checkId: 'of-tomorrow', title: 'of-tomorrow' }),
  ];
  const request = JSON.parse(renderAsff(aReport(findings), checks)) as { Findings: AsffFinding[] };

  it("is a request that the SDK's own model takes, to the last member", () => {
    expect(request.Findings).toHaveLength(findings.length);
    expect(modelProblems(request)).toEqual([]);
    expect(new BatchImportFindingsCommand(request).input).toBe(request);
    expect(modelProblems({ Findings: [{ ...request.Findings[0], Colour: 'red' }] })).toHaveLength(1);
    expect(modelProblems({ Findings: [{ ...request.Findings[0], Title: 7 }] })).toHaveLength(1);
  });

  it('keeps to the limits of every field', () => {
    expect(request.Findings.flatMap((finding) => formatProblem(finding) ?? [])).toEqual([]);
  });

  it('has one finding a line', () => {
    expect(renderAsff(aReport([aFinding(), aFinding()]), checks).split('\n')).toHaveLength(5);
    expect(renderAsff(aReport(), checks)).toBe('{"Findings": []}\n');
  });

  it('is of the account alone that was read', () => {
    const report = aReport([aFinding()], anAccount().build());
    expect(renderAsff(report, checks)).toContain(`"AwsAccountId":"${report.account.accountId}"`);
  });
});
