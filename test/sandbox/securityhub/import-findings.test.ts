import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { describe, expect, it } from 'vitest';
import { batchImportFindings } from '../../../lib/sandbox/securityhub/import-findings.ts';
import { accountId, callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { anAsffFinding } from './an-asff-finding.ts';

function aHub() {
  const account = embeddedAccount({ securityHubRegions: ['eu-west-1'] });
  const call = callsTo(account);
  const store = account.securityHub.inRegion('eu-west-1');
  return {
    send: (...Findings: AwsSecurityFinding[]) => call(batchImportFindings, { Findings }),
    kept: () => [...(store?.values() ?? [])],
  };
}

describe('batchImportFindings', () => {
  it('keeps findings for the tests that read them', () => {
    const { send, kept } = aHub();
    expect(send(anAsffFinding('a'), anAsffFinding('b'))).toEqual({
      SuccessCount: 2,
      FailedCount: 0,
      FailedFindings: [],
    });
    expect(kept().map(({ Id }) => Id)).toEqual(['a', 'b']);
  });

  it('takes an update that is later than what is there, but for the workflow, which is the customer’s', () => {
    const { send, kept } = aHub();
    const finding = anAsffFinding('a');
    send({ ...finding, Workflow: { Status: 'NEW' } });
    send({ ...finding, Title: 'not later' });
    expect(kept()).toMatchObject([{ Title: finding.Title }]);
    const later = {
      UpdatedAt: '2026-11-24T03:00:00Z',
      RecordState: 'ARCHIVED',
      Workflow: { Status: 'RESOLVED' },
    } as const;
    send({ ...finding, ...later });
    expect(kept()).toMatchObject([{ RecordState: 'ARCHIVED', Workflow: { Status: 'NEW' } }]);
  });

  it.each([
    ['a title of 257 characters', { Title: 'x'.repeat(257) }, 'data.Title should NOT be longer than 256 characters.'],
    ['a description of blanks', { Description: ' ' }, 'data.Description should match pattern "\\S".'],
    ['a severity that is none', { Severity: { Label: 'URGENT' } }, 'data.Severity.Label should be equal to one of'],
    ['no severity', { Severity: undefined }, 'data.Severity is required'],
    ['no types', { Types: undefined }, 'data.Types is required'],
    ['a type of its own', { Types: ['Ours/And Ours'] }, 'data.Types should begin with a known namespace'],
    ['a time that is none', { UpdatedAt: 'yesterday' }, 'data.UpdatedAt should match format "date-time".'],
    ['no resource', { Resources: [] }, 'data.Resources should have between 1 and 32 items.'],
    [
      'a partition that is none',
      { Resources: [{ Type: 'Other', Id: 'x', Partition: 'moon' }] },
      'data.Resources.Partition',
    ],
    [
      'a product field that is too long',
      { ProductFields: { a: 'x'.repeat(2049) } },
      'data.ProductFields.a is too long.',
    ],
    [
      '51 product fields',
      { ProductFields: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, ''])) },
      'more than 50',
    ],
    ['33 requirements', { Compliance: { RelatedRequirements: Array(33).fill('x') } }, 'more than 32 items'],
    ['241 KB', { UserDefinedFields: { a: 'x'.repeat(241 * 1024) } }, 'should NOT be larger than 240 KB'],
  ])('refuses a finding with %s, and takes the others', (_, wrong, message) => {
    const { send, kept } = aHub();
    const answer = send(anAsffFinding('good'), { ...anAsffFinding('bad'), ...wrong } as AwsSecurityFinding);
    expect(answer).toMatchObject({
      SuccessCount: 1,
      FailedCount: 1,
      FailedFindings: [{ Id: 'bad', ErrorCode: 'InvalidInput' }],
    });
    expect(answer.FailedFindings?.[0]?.ErrorMessage).toContain(message);
    expect(kept().map(({ Id }) => Id)).toEqual(['good']);
  });

  it('refuses findings of another product or account', () => {
    const { send } = aHub();
    const foreign = { ...anAsffFinding('a'), AwsAccountId: '210987654321' };
    const guardDuty = { ...anAsffFinding('b'), ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty' };
    expect(send(foreign, guardDuty).FailedFindings?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidAccess',
      'InvalidAccess',
    ]);
  });

  it('takes 100 findings at once, and not one more', () => {
    const { send } = aHub();
    const findings = Array.from({ length: 101 }, (_, index) => anAsffFinding(`finding-${index}`));
    expect(send(...findings.slice(1)).SuccessCount).toBe(100);
    expectAwsError('InvalidInputException', () => send(...findings));
    expectAwsError('InvalidInputException', () => send());
  });

  it('says where Security Hub is not switched on', () => {
    const call = callsTo(embeddedAccount());
    const { message, status } = expectAwsError('InvalidAccessException', () =>
      call(batchImportFindings, { Findings: [anAsffFinding('a')] }),
    );
    expect([status, message]).toEqual([401, `Account ${accountId} is not subscribed to AWS Security Hub`]);
  });
});
