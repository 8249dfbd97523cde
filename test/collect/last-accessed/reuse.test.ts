import { describe, expect, it } from 'vitest';
import { type KeptReports, reportsToKeep } from '../../../lib/collect/last-accessed/kept-reports.ts';
import type { LastAccessedNeeds } from '../../../lib/collect/last-accessed/needs.ts';
import { createReuse } from '../../../lib/collect/last-accessed/reuse.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import type { RoleSpec, UserSpec } from '../../builders/specs.ts';
import { daysAgo, inDays, NOW } from '../../builders/time.ts';

const allow = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const started = anAccount()
  .withPolicy('bucket-reader', allow('s3:Get*'))
  .withGroup('readers', { policies: ['bucket-reader'], inline: { queues: allow('sqs:SendMessage') } });

const withActions = { s3: daysAgo(5), 's3:GetBucketTagging': null };
const role: RoleSpec = { policies: ['bucket-reader'], used: { s3: daysAgo(5) } };
const user: UserSpec = {
  groups: ['readers'],
  inline: { topics: allow('sns:Publish') },
  keys: [{ created: daysAgo(100), lastUsed: daysAgo(5) }],
  used: { s3: daysAgo(5), sqs: null },
};

/** A report of the next night, from which a credential report is younger. */
const nextNight = new Date(inDays(1));

interface Question {
  readonly before: AccountBuilder;
  readonly after: AccountBuilder;
  readonly now?: Date;
  /** When the credential report was made. */
  readonly reportedAt?: string;
  readonly kept?: (kept: KeptReports) => KeptReports;
}

/** Whether the only user or role is taken over. */
function answer({ before, after, now = nextNight, reportedAt = now.toISOString(), kept = (same) => same }: Question) {
  const details = after.build();
  const reuse = createReuse({
    kept: kept(reportsToKeep(before.build())),
    details,
    wanted: wantedIn(details),
    graceDaysOf: () => 14,
    now,
  });
  const [aRole] = details.roles;
  const [aUser] = details.users;
  const report = aRole ? reuse.ofRole(aRole) : aUser && reuse.ofUsers(reported(details, reportedAt))(aUser);
  return report ? 'taken over' : 'asked';
}

/** Whose actions are asked about: the story says so by naming some. */
function wantedIn({ lastAccessed }: Snapshot): LastAccessedNeeds['wanted'] {
  return new Map(
    Object.entries(lastAccessed).flatMap(([arn, report]) =>
      report.status === 'complete' ? [[arn, report.granularity] as const] : [],
    ),
  );
}

function reported(snapshot: Snapshot, generatedAt: string): Snapshot {
  const { credentialReport } = snapshot;
  return { ...snapshot, credentialReport: credentialReport && { ...credentialReport, generatedAt } };
}

const withRole = (spec: Partial<RoleSpec> = {}) => started.withRole('exporter', { ...role, ...spec });
const withUser = (spec: Partial<UserSpec> = {}) => started.withUser('ada', { ...user, ...spec });
const changed = (change: AccountBuilder) => ({ before: withRole(), after: change });

describe('createReuse', () => {
  it('takes over the report of a role that was not used since', () => {
    expect(answer(changed(withRole()))).toBe('taken over');
  });

  it.each<[string, Question]>([
    ['was used since', changed(withRole({ lastUsed: inDays(0.5) }))],
    [
      'was last used two days before the report, less a second',
      changed(withRole({ lastUsed: daysAgo(2 - 1 / 86_400) })),
    ],
    ['has no RoleLastUsed', changed(withRole({ lastUsed: 'not-said' }))],
    ['has a RoleLastUsed that does not know what the report shows', changed(withRole({ lastUsed: daysAgo(6) }))],
    ['was never used by RoleLastUsed, although the report shows use', changed(withRole({ lastUsed: null }))],
    ['was deleted and made anew', changed(withRole({ id: 'AROAEXAMPLEOFANOTHER1' }))],
    ['has another trust policy', changed(withRole({ trust: allow('sts:AssumeRole') }))],
    ['has another policy attached', changed(withRole({ policies: [] }))],
    ['has another inline policy', changed(withRole({ inline: { more: allow('sqs:*') } }))],
    [
      'has an unreadable policy, as before',
      { before: withRole({ inline: { odd: '{' } }), after: withRole({ inline: { odd: '{' } }) },
    ],
    [
      'has a policy that says something else',
      changed(anAccount().withPolicy('bucket-reader', allow('s3:*')).withRole('exporter', role)),
    ],
    [
      'has a policy that was not read, as before',
      {
        before: withRole({ policies: ['arn:aws:iam::aws:policy/Unread'] }),
        after: withRole({ policies: ['arn:aws:iam::aws:policy/Unread'] }),
      },
    ],
    [
      'was used the day before the report',
      { before: withRole({ used: { s3: daysAgo(1) } }), after: withRole({ used: { s3: daysAgo(1) } }) },
    ],
    [
      'was young when the report was made',
      { before: withRole({ created: daysAgo(13) }), after: withRole({ created: daysAgo(13) }) },
    ],
    ['was not in the account', { before: started, after: withRole() }],
    [
      'has a report that failed',
      { before: withRole({ lastAccessed: { status: 'failed', reason: 'x' } }), after: withRole() },
    ],
    ['has a report of the future', { ...changed(withRole()), now: new Date(daysAgo(1)) }],
    ['has a report without actions, which are wanted', changed(withRole({ used: withActions }))],
    ['has a report of 30 days ago', { ...changed(withRole()), now: new Date(inDays(30)) }],
  ])('asks about a role that %s', (_, question) => {
    expect(answer(question)).toBe('asked');
  });

  it.each<[string, Question]>([
    [
      'last used exactly two days before the report',
      { before: withRole({ used: { s3: daysAgo(2) } }), after: withRole({ used: { s3: daysAgo(2) } }) },
    ],
    [
      'whose RoleLastUsed is within the reporting lag of what the report shows',
      changed(withRole({ lastUsed: daysAgo(5.1) })),
    ],
    ['with a finer report than is wanted', { before: withRole({ used: withActions }), after: withRole() }],
    ['with another boundary', changed(withRole({ boundary: 'bucket-reader' }))],
    ['with other tags', changed(withRole({ tags: { team: 'data' } }))],
    ['with a report of 14 days ago', { ...changed(withRole()), now: new Date(inDays(14)) }],
  ])('takes over the report of a role %s', (_, question) => {
    expect(answer(question)).toBe('taken over');
  });

  it('has reports fall due on many nights, from the 15th to the 30th', () => {
    const names = Array.from({ length: 300 }, (_, index) => `worker-${index}`);
    const account = names.reduce((story, name) => story.withRole(name, role), started).build();
    const kept = reportsToKeep(account);
    const takenOver = (days: number) => {
      const reuse = createReuse({
        kept,
        details: account,
        wanted: wantedIn(account),
        graceDaysOf: () => 14,
        now: new Date(inDays(days)),
      });
      return account.roles.filter((each) => reuse.ofRole(each)).length;
    };
    const due = Array.from({ length: 16 }, (_, index) => takenOver(14 + index) - takenOver(15 + index));
    expect(takenOver(14)).toBe(300);
    expect(takenOver(30)).toBe(0);
    expect(Math.max(...due)).toBeLessThan(45);
    expect(Math.min(...due)).toBeGreaterThan(3);
  });

  it('takes over the report of a user whose credentials were not used since', () => {
    expect(answer({ before: withUser(), after: withUser() })).toBe('taken over');
    expect(answer({ before: withUser({ keys: [], used: { s3: null } }), after: withUser({ keys: [] }) })).toBe(
      'taken over',
    );
  });

  it.each<[string, Partial<UserSpec>]>([
    ['whose key was used since', { keys: [{ created: daysAgo(100), lastUsed: inDays(0.2) }] }],
    ['whose password was used since', { password: { lastUsed: inDays(0.2) } }],
    ['whose key is another one', { keys: [{ created: daysAgo(1), lastUsed: null }] }],
    ['whose key is gone', { keys: [] }],
    ['who has a second key', { keys: [...(user.keys ?? []), { created: inDays(0.5) }] }],
    ['who got a password', { password: { changed: inDays(0.5) } }],
    ['who left the group', { groups: [] }],
    ['who was deleted and made anew', { id: 'AIDAEXAMPLEOFANOTHER1' }],
  ])('asks about a user %s', (_, change) => {
    expect(answer({ before: withUser(), after: withUser(change) })).toBe('asked');
  });

  it.each<[string, Partial<UserSpec>]>([
    ['a service-specific credential', { serviceCredentials: [{ service: 'bedrock.amazonaws.com', active: false }] }],
    ['an SSH key', { sshKeys: [{}] }],
    ['a signing certificate', { certificates: [{ active: false }] }],
    ['credentials that the report has no room for', { additionalCredentialsInfo: '1 additional certificate' }],
    ['a use that no credential accounts for', { keys: [{ created: daysAgo(100), lastUsed: daysAgo(50) }] }],
  ])('asks about a user with %s, as before', (_, spec) => {
    expect(answer({ before: withUser(spec), after: withUser(spec) })).toBe('asked');
  });

  it('asks about all users when service-specific credentials were not read, tonight or then', () => {
    const blind = withUser().without('service-specific-credentials');
    expect(answer({ before: blind, after: withUser() })).toBe('asked');
    expect(answer({ before: withUser(), after: blind })).toBe('asked');
  });

  it('asks about users who may use Git when SSH keys were not read, and about no other', () => {
    const unread = (services: UserSpec['used']) =>
      withUser({ used: services ?? {} })
        .without('ssh-public-keys', 'skipped')
        .without('signing-certificates', 'skipped');
    const git = unread({ codecommit: null });
    expect(answer({ before: git, after: git })).toBe('asked');
    const noGit = unread({ s3: null });
    expect(answer({ before: noGit, after: noGit })).toBe('taken over');
  });

  it('asks about users when the credential report is older than theirs, or missing', () => {
    expect(answer({ before: withUser(), after: withUser(), reportedAt: daysAgo(0.01) })).toBe('asked');
    expect(answer({ before: withUser(), after: withUser(), reportedAt: NOW.toISOString() })).toBe('taken over');
    expect(answer({ before: withUser(), after: withUser().without('credential-report', 'failed') })).toBe('asked');
  });

  it('asks about a member of a group whose policy changed', () => {
    const other = anAccount()
      .withPolicy('bucket-reader', allow('s3:Get*'))
      .withGroup('readers', { policies: ['bucket-reader'], inline: { queues: allow('sqs:*') } });
    expect(answer({ before: withUser(), after: other.withUser('ada', user) })).toBe('asked');
  });
});
