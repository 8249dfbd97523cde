import { describe, expect, it } from 'vitest';
import { techniqueOf, techniques } from '../../lib/escalation/techniques.ts';
import { anAccount } from '../builders/an-account.ts';
import { allowing, denying, EVERYTHING, roleArn, trusting, userArn } from './documents.ts';
import { techniquesOf } from './escalate.ts';
import { existing, passing } from './expected.ts';

const eve = userArn('eve');

describe('techniques', () => {
  it('are 103, each with another id', () => {
    expect(new Set(techniques.map(({ id }) => id)).size).toBe(103);
    expect(techniqueOf('lambda-001').title).toBe('Make a Lambda function with the role and invoke it');
  });
});

/** When AWS had ended none of what they use. */
const takenAt = '2026-03-31T03:00:00.000Z';

/** Older than the day since when new accounts have no launch configurations. */
const created = '2019-03-01T00:00:00Z';

describe.each(passing)('$id passes a role', ({ id, service, actions, conditional, federated }) => {
  const trust = federated
    ? {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Federated: service }, Action: 'sts:AssumeRoleWithWebIdentity' }],
      }
    : trusting({ Service: service });
  const account = anAccount()
    .with({ takenAt })
    .withRole('admin', {
      created,
      inline: { all: EVERYTHING },
      trust,
      instanceProfiles: ['admin'],
    });

  it('finds the path', () => {
    const snapshot = account.withUser('eve', { inline: { own: allowing(['iam:PassRole', ...actions]) } }).build();
    expect(techniquesOf(snapshot, eve).get(id)).toBe(conditional);
  });

  it.each(['iam:PassRole', ...actions])('finds none without %s', (missing) => {
    const left = ['iam:PassRole', ...actions].filter((action) => action !== missing);
    const snapshot = account
      .withUser('eve', { inline: { own: allowing(left.length > 0 ? left : ['s3:ListBucket']) } })
      .build();
    expect(techniquesOf(snapshot, eve).has(id)).toBe(false);
  });

  it.each(['iam:PassRole', ...actions])('finds none where %s is denied', (denied) => {
    const inline = { own: allowing(['iam:PassRole', ...actions]), not: denying(denied) };
    expect(techniquesOf(account.withUser('eve', { inline }).build(), eve).has(id)).toBe(false);
  });

  it('finds none where another role may be passed only', () => {
    const inline = { own: allowing(actions), pass: allowing('iam:PassRole', roleArn('other')) };
    expect(techniquesOf(account.withUser('eve', { inline }).build(), eve).has(id)).toBe(false);
  });

  it('finds none where the role may be passed to another service only', () => {
    const pass = allowing('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'transfer.amazonaws.com' } });
    expect(
      techniquesOf(account.withUser('eve', { inline: { own: allowing(actions), pass } }).build(), eve).has(id),
    ).toBe(false);
  });

  it('finds none where the role trusts another service', () => {
    const snapshot = anAccount()
      .withRole('admin', {
        inline: { all: EVERYTHING },
        trust: trusting({ Service: 'transfer.amazonaws.com' }),
        instanceProfiles: ['admin'],
      })
      .withUser('eve', { inline: { own: allowing(['iam:PassRole', ...actions]) } })
      .build();
    expect(techniquesOf(snapshot, eve).has(id)).toBe(false);
  });
});

describe.each(existing)('$id uses what exists', ({ id, service, actions, wrongResource }) => {
  const account = anAccount()
    .with({ takenAt })
    .withRole('admin', {
      inline: { all: EVERYTHING },
      trust: trusting({ Service: service }),
      instanceProfiles: ['admin'],
    })
    .without('instance-profile-associations');

  it('finds the path, under the condition that there is a resource', () => {
    const snapshot = account.withUser('eve', { inline: { own: allowing(actions) } }).build();
    expect(techniquesOf(snapshot, eve).get(id)).toBe(true);
  });

  it.each(actions)('finds none without %s', (missing) => {
    const left = ['s3:ListBucket', ...actions.filter((action) => action !== missing)];
    expect(techniquesOf(account.withUser('eve', { inline: { own: allowing(left) } }).build(), eve).has(id)).toBe(false);
  });

  it.each(actions)('finds none where %s is denied', (denied) => {
    const inline = { own: allowing(actions), not: denying(denied) };
    expect(techniquesOf(account.withUser('eve', { inline }).build(), eve).has(id)).toBe(false);
  });

  it('finds none on resources of another kind', () => {
    const snapshot = account.withUser('eve', { inline: { own: allowing(actions, wrongResource) } }).build();
    expect(techniquesOf(snapshot, eve).has(id)).toBe(false);
  });

  it('finds none where no role trusts the service', () => {
    const snapshot = anAccount()
      .withRole('admin', { inline: { all: EVERYTHING }, trust: trusting({ Service: 'transfer.amazonaws.com' }) })
      .withUser('eve', { inline: { own: allowing(actions) } })
      .build();
    expect(techniquesOf(snapshot, eve).has(id)).toBe(false);
  });
});
