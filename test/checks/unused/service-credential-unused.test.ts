import { describe, expect, it } from 'vitest';
import { serviceCredentialUnused } from '../../../lib/checks/unused/service-credential-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: '*' },
});
const bedrock = [{ service: 'bedrock.amazonaws.com', id: 'ACCA1', created: daysAgo(100) }];

describe('service-credential-unused', () => {
  it('reports a credential for a service that its user did not call for 45 days', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount().withUser('BedrockAPIKey-x1', {
        serviceCredentials: bedrock,
        inline: { it: allow('bedrock:*') },
        used: { bedrock: daysAgo(46) },
      }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        evidence: {
          kind: 'service-specific',
          service: 'bedrock',
          credentialId: 'ACCA1',
          lastUsedAt: daysAgo(46),
          createdAt: daysAgo(100),
        },
        discriminator: 'ACCA1',
      },
    ]);
    expect(run.findings.map((finding) => serviceCredentialUnused.remediate(finding).commands)).toEqual([
      [
        "aws iam update-service-specific-credential --user-name 'BedrockAPIKey-x1' --service-specific-credential-id 'ACCA1' --status 'Inactive'",
      ],
    ]);
  });

  it('passes one that is in use, and does not look at those switched off or expired', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount()
        .withUser('busy', {
          serviceCredentials: bedrock,
          inline: { it: allow('bedrock:*') },
          used: { bedrock: daysAgo(45) },
        })
        .withUser('off', {
          serviceCredentials: [
            { service: 'cassandra.amazonaws.com', active: false },
            { service: 'cassandra.amazonaws.com', expires: daysAgo(1) },
          ],
        }),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [] });
  });

  it('reports SSH keys by the use of CodeCommit, and a credential whose user may not call the service', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount()
        .withUser('git', {
          sshKeys: [{ id: 'APKA1' }],
          inline: { it: allow('codecommit:*') },
          used: { codecommit: null },
        })
        .withUser('idle', { serviceCredentials: bedrock }),
    );
    expect(run.findings).toMatchObject([
      { evidence: { kind: 'ssh-public-key', service: 'codecommit', credentialId: 'APKA1', lastUsedAt: null } },
      { resource: { name: 'idle' }, evidence: { service: 'bedrock', lastUsedAt: null } },
    ]);
  });

  it('reports a signing certificate only of a user who uses nothing at all', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount()
        .withUser('gone', { certificates: [{ id: 'ACRT1' }] })
        .withUser('busy', { certificates: [{}], password: { lastUsed: daysAgo(1) } }),
    );
    expect(run.findings).toMatchObject([
      {
        evidence: { kind: 'signing-certificate', service: null, credentialId: 'ACRT1' },
        discriminator: 'certificate-1',
      },
    ]);
    expect(run.unknown).toMatchObject([{ resourceArn: 'arn:aws:iam::111122223333:user/busy', code: 'untracked' }]);
  });

  it('does not judge young credentials, lost reports and services that AWS does not mention', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount()
        .withUser('young', { serviceCredentials: [{ service: 'bedrock.amazonaws.com', created: daysAgo(2) }] })
        .withUser('lost', {
          serviceCredentials: bedrock,
          inline: { it: allow('bedrock:*') },
          lastAccessed: { status: 'failed', reason: 'x' },
        })
        .withUser('wild', { serviceCredentials: bedrock, inline: { it: allow('*') }, used: { s3: daysAgo(1) } })
        .withUser('broken', { serviceCredentials: bedrock, inline: { it: 'not json' }, used: {} }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code }) => code)).toEqual(['young', 'job-failed', 'untracked', 'unreadable-document']);
  });

  it('says which kinds nobody listed', () => {
    const run = runCheck(
      serviceCredentialUnused,
      anAccount().withUser('ada').without('ssh-public-keys', 'skipped', 'not asked for').without('credential-report'),
    );
    expect(run.unknown).toMatchObject([
      {
        resourceArn: 'arn:aws:iam::111122223333:root',
        detail: 'SSH public keys',
        reason: 'ssh-public-keys skipped: not asked for',
      },
      { detail: 'signing certificates' },
    ]);
  });

  it('is unknown as a whole without the list of service-specific credentials', () => {
    const run = runCheck(serviceCredentialUnused, anAccount().withUser('ada').without('service-specific-credentials'));
    expect(run.status).toBe('unknown');
  });
});
