import { describe, expect, it } from 'vitest';
import { shadowAdmin } from '../../../lib/checks/escalation/shadow-admin.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { allowing, denying, EVERYTHING, groupArn, userArn } from '../../escalation/documents.ts';
import { foundNames, runCheck } from '../run-check.ts';

const allBut = (services: string): DocumentSpec => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', NotAction: services, Resource: '*' }],
});
const byName = allowing(catalogue.services().map((service) => `${service}:*`));
const run = (story: Parameters<typeof runCheck>[1]) => runCheck(shadowAdmin, story);

describe('shadow-admin', () => {
  it('reports policies that add up to everything', () => {
    const { findings } = run(
      anAccount()
        .withPolicy('no-iam', allBut('iam:*'))
        .withUser('eve', { policies: ['no-iam'], inline: { rest: allowing('iam:*') } }),
    );
    expect(findings).toMatchObject([
      {
        severity: 'high',
        evidence: { how: 'together', policies: ['arn:aws:iam::111122223333:policy/no-iam', 'rest'] },
      },
    ]);
    expect(findings.map((finding) => shadowAdmin.describe(finding))).toEqual([
      'User eve is an administrator by policies that add up to everything: arn:aws:iam::111122223333:policy/no-iam, rest.',
    ]);
    expect(shadowAdmin.remediate(findings[0] as never).text).toContain('AdministratorAccess');
  });

  it('reports a policy that lists all services by name', () => {
    const { findings } = run(anAccount().withRole('eve', { inline: { list: byName } }));
    expect(findings).toMatchObject([{ evidence: { how: 'by name', policies: ['list'] } }]);
  });

  it('reports who can give itself everything by one call', () => {
    const own = allowing('iam:PutUserPolicy', userArn('eve'));
    const { findings } = run(anAccount().withUser('eve', { inline: { own } }));
    expect(findings).toMatchObject([
      {
        evidence: {
          how: 'by itself',
          ways: [
            {
              technique: 'iam-007',
              grants: [{ inlinePolicy: { entityArn: userArn('eve'), name: 'own' }, statement: 0 }],
            },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => shadowAdmin.describe(finding))).toEqual([
      'User eve can give itself everything: iam-007 (Write an inline policy into a user that one is).',
    ]);
    expect(findings.map((finding) => shadowAdmin.remediate(finding).commands?.length)).toEqual([2]);
  });

  it('passes administrators whom everybody can see, and who is none', () => {
    const story = anAccount()
      .withAwsManagedPolicy('AdministratorAccess', EVERYTHING)
      .withGroup('admins', { policies: ['AdministratorAccess'] })
      .withPolicy('bounds', allowing('s3:*'))
      .withUser('ada', { groups: ['admins'], inline: { also: byName } })
      .withUser('power', { inline: { most: allBut('iam:*') } })
      .withUser('bounded', { inline: { list: byName }, boundary: 'bounds' })
      .withUser('denied', {
        inline: {
          own: allowing('iam:*'),
          no: denying(['iam:Put*', 'iam:Attach*', 'iam:Create*', 'iam:Add*', 'iam:Update*']),
        },
      });
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('passes who can do it by way of others, or under conditions: privilege-escalation says so', () => {
    const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const story = anAccount()
      .withGroup('team')
      .withUser('other', { groups: ['team'] })
      .withUser('eve', { inline: { own: allowing('iam:PutGroupPolicy', groupArn('team')) } })
      .withUser('mfa', { inline: { own: allowing('iam:PutUserPolicy', userArn('mfa'), withMfa) } });
    expect(foundNames(run(story))).toEqual([]);
  });

  it('does not know of whoever has policies that cannot be read, unless the rest makes it one', () => {
    const odd = { odd: '{' };
    const { findings, unknown } = run(
      anAccount()
        .withUser('eve', { inline: odd })
        .withUser('ada', { inline: { ...odd, list: byName } }),
    );
    expect(findings.map(({ resource }) => resource.name)).toEqual(['ada']);
    expect(unknown).toMatchObject([{ resourceArn: userArn('eve'), code: 'unreadable-document' }]);
  });
});
