import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checks } from '../../lib/checks/registry.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { renderOcsf } from '../../lib/report/ocsf.ts';
import { ocsfProblems } from '../schemas/validators.ts';
import { ada, aFinding, aReport, hostileIntroducers, hostileNames } from './a-report.ts';

const accountId = '111122223333';
const suppression = { exception: 'break-glass', reason: 'Drilled.', owner: 'security', expires: '2027-03-31' };
const events = (...findings: Finding[]) =>
  z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(renderOcsf(aReport(findings), checks)));
const policy = {
  arn: `arn:aws:iam::${accountId}:policy/deploy`,
  type: 'AWS::IAM::ManagedPolicy',
  name: 'deploy',
  accountId,
};
const certificate = { ...policy, arn: `arn:aws:iam::${accountId}:saml-provider/idp`, type: 'AWS::IAM::SAMLProvider' };

describe('renderOcsf', () => {
  it('is valid for every check and every status, whatever the names are', () => {
    const statuses = ['new', 'open', 'reopened', 'resolved', 'suppressed'] as const;
    const findings = [
      ...checks.flatMap(({ id: checkId }) => [
        aFinding({ checkId }),
        aFinding({ checkId, resource: policy, evidence: {} }),
      ]),
      ...statuses.map((status) => aFinding({ status, suppression })),
      ...hostileNames.map((name) => aFinding({ name })),
      ...hostileIntroducers.map((introducedBy) => aFinding({ checkId: 'admin-without-boundary', introducedBy })),
      aFinding({ checkId: 'of-tomorrow', severity: 'critical' }),
      aFinding({ checkId: 'services-unused', evidence: { services: [{ service: 's3', lastUsedAt: null }] } }),
      aFinding({
        checkId: 'attachment-unused',
        evidence: { inlinePolicy: { name: 'x', entityArn: 'y' }, lastUsedAt: null },
      }),
    ];
    const all = events(...findings);
    expect(all).toHaveLength(findings.length);
    expect(all.flatMap(ocsfProblems)).toEqual([]);
  });

  it('is held against a schema that refuses', () => {
    const [event] = events(aFinding());
    expect(ocsfProblems({ ...event, colour: 'red' })).not.toEqual([]);
    expect(ocsfProblems({ ...event, severity_id: 7 })).not.toEqual([]);
    expect(ocsfProblems({ ...event, activity_name: 'Close' })).not.toEqual([]);
    expect(ocsfProblems({ ...event, identity_activity_metrics: undefined })).not.toEqual([]);
  });

  it('makes an IAM Analysis Finding of unused access, with what is known of the use', () => {
    const evidence = {
      policyArn: policy.arn,
      createdAt: '2024-03-01T00:00:00Z',
      lastUsedAt: '2025-01-15T09:00:00Z',
      services: ['s3', 'ec2'],
      serviceCount: 12,
    };
    const [event] = events(aFinding({ checkId: 'attachment-unused', evidence }));
    expect(event).toMatchObject({
      class_uid: 2008,
      type_uid: 200802,
      user: { uid: `arn:aws:iam::${accountId}:role/billing-export`, type: 'AWS IAM Role', type_id: 99 },
      identity_activity_metrics: { first_seen_time: 1_709_251_200_000, last_seen_time: 1_736_931_600_000 },
      permission_analysis_results: [{ policy: { uid: policy.arn, name: 'deploy' }, unused_services_count: 12 }],
      unmapped: { evidence },
    });
  });

  it('makes one of an unused policy, of which nobody is the user', () => {
    const [event] = events(
      aFinding({ checkId: 'policy-unattached', resource: policy, evidence: { lastUsedAt: null } }),
    );
    expect(event).toMatchObject({ class_uid: 2008, permission_analysis_results: [{ policy: { uid: policy.arn } }] });
    expect(event).not.toHaveProperty('user');
  });

  it('makes a Compliance Finding of what a benchmark asks for, and a Detection Finding of the rest', () => {
    const [asked, ours, provider, never] = events(
      aFinding({ checkId: 'root-mfa-missing' }),
      aFinding({ checkId: 'admin-without-boundary', status: 'new' }),
      aFinding({ checkId: 'identity-provider-unused', resource: certificate }),
      aFinding({ checkId: 'role-unused', evidence: {} }),
    );
    expect(asked).toMatchObject({
      class_uid: 2003,
      compliance: {
        control: 'root-mfa-missing',
        status_id: 3,
        standards: expect.arrayContaining(['AWS Security Hub']),
      },
    });
    expect(ours).toMatchObject({ class_uid: 2004, is_alert: true, evidences: [{ data: aFinding().evidence }] });
    expect(provider).toMatchObject({ class_uid: 2004, is_alert: false });
    expect(never).toMatchObject({ class_uid: 2008, identity_activity_metrics: {} });
  });

  it('names who introduced a finding, and the event, as an artifact of its own', () => {
    const service = { ...ada, actor: 'cloudformation.amazonaws.com' };
    const [session, own, unused] = events(
      aFinding({ checkId: 'admin-without-boundary', introducedBy: ada }),
      aFinding({ checkId: 'root-mfa-missing', introducedBy: service }),
      aFinding({ introducedBy: ada }),
    );
    expect(session).toMatchObject({
      evidences: [
        { data: aFinding().evidence },
        {
          name: 'CloudTrail event',
          uid: ada.eventId,
          actor: { user: { uid: ada.actor } },
          api: { operation: 'UpdateAssumeRolePolicy' },
        },
      ],
      unmapped: { introduced_by: ada },
    });
    expect(own).toMatchObject({ evidences: [{}, { actor: { app_name: 'cloudformation.amazonaws.com' } }] });
    expect(unused).toMatchObject({ class_uid: 2008, unmapped: { introduced_by: ada } });
  });

  it('says why an introducer is not known', () => {
    const introducedBy = { unknown: 'CloudTrail did not answer' };
    const [event] = events(aFinding({ checkId: 'admin-without-boundary', introducedBy }));
    expect(event).toMatchObject({ unmapped: { introduced_by: introducedBy } });
    expect(event?.evidences).toHaveLength(1);
  });

  it('tells the life of a finding', () => {
    const told = events(
      aFinding({ status: 'new' }),
      aFinding({ status: 'suppressed', suppression }),
      aFinding({ status: 'resolved' }),
    ).map(({ activity_name, status }) => [activity_name, status]);
    expect(told).toEqual([
      ['Create', 'New'],
      ['Update', 'Suppressed'],
      ['Close', 'Resolved'],
    ]);
  });

  it('counts time in milliseconds', () => {
    const [event] = events(aFinding());
    expect(event).toMatchObject({
      time: Date.parse(aReport().snapshotTakenAt),
      finding_info: { first_seen_time: Date.parse('2026-11-01T02:00:00Z') },
    });
  });
});
