import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import type { SettingsChanges } from '../../../lib/checks/check.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { configurationChanged } from '../../../lib/checks/housekeeping/configuration-changed.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { anAccount } from '../../builders/an-account.ts';
import { NOW } from '../../builders/time.ts';

const since = '2026-11-22T02:17:00.000Z';
const nothing = {
  status: 'read',
  since,
  changed: [],
  deleted: [],
} as const satisfies SettingsChanges;

function run(settings?: SettingsChanges) {
  const context = { account: viewOf(anAccount().build()), configuration: defaultConfiguration, now: NOW };
  const { outcomes, observations } = evaluateChecks({ ...context, ...(settings && { settings }) }, [
    configurationChanged,
  ]);
  return { outcome: outcomes[0], found: observations };
}

describe('configuration-changed', () => {
  it('names parameter, version, time and writer of each change', () => {
    const evidence = {
      parameter: '/account-auditor/config',
      version: 7,
      changedAt: '2026-11-22T16:40:00.000Z',
      changedBy: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
    };
    const { parameter, ...written } = evidence;
    const { outcome, found } = run({ ...nothing, changed: [{ name: parameter, ...written }] });
    expect(outcome?.status).toBe('fail');
    expect(found).toMatchObject([{ severity: 'low', evidence, discriminator: 'version 7' }]);
    const [finding] = found;
    if (finding === undefined) return;
    expect(finding.resource).toMatchObject({ type: 'AWS::SSM::Parameter', name: parameter });
    expect(configurationChanged.describe(finding)).toBe(
      '/account-auditor/config was written on 2026-11-22T16:40:00.000Z by arn:aws:sts::111122223333:assumed-role/Admin/ada.',
    );
    expect(configurationChanged.remediate(finding).commands).toEqual([
      "aws ssm get-parameter-history --name '/account-auditor/config' --query " +
        "'Parameters[].[Version,LastModifiedDate,LastModifiedUser,Value]' --with-decryption",
    ]);
  });

  it('names what is gone, and shows how to find out who deletes', () => {
    const name = '/account-auditor/exceptions/break-glass';
    const { found } = run({ ...nothing, deleted: ['/account-auditor/config', name] });
    expect(found).toMatchObject([
      { resource: { name: '/account-auditor/config' }, evidence: { deletedAfter: since } },
      { resource: { name }, evidence: { deletedAfter: since } },
    ]);
    const [finding] = found;
    expect(finding && configurationChanged.describe(finding)).toBe(
      `/account-auditor/config was deleted after ${since}.`,
    );
    expect(finding && configurationChanged.remediate(finding).commands).toEqual([
      "aws cloudtrail lookup-events --lookup-attributes 'AttributeKey=EventName,AttributeValue=DeleteParameter'",
      "aws cloudtrail lookup-events --lookup-attributes 'AttributeKey=EventName,AttributeValue=DeleteParameters'",
    ]);
  });

  it('passes when nothing changed, and does not apply without a night to compare with', () => {
    expect(run(nothing).outcome?.status).toBe('pass');
    expect(run().outcome?.status).toBe('not-applicable');
  });

  it('is unknown when Parameter Store does not tell', () => {
    const { outcome, found } = run({ status: 'unread', reason: 'Access denied (AccessDeniedException)' });
    expect(found).toEqual([]);
    expect(outcome).toMatchObject({ status: 'unknown', unknown: [{ reason: expect.stringMatching(/Access denied/) }] });
  });
});
