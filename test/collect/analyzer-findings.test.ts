import { AccessAnalyzerClient, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readAnalyzerFindings } from '../../lib/collect/analyzer-findings.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { daysAgo } from '../builders/time.ts';
import { aWorld, coverageIn } from './a-world.ts';

type AnalyzerSpec = NonNullable<AccountSpecInput['analyzers']>[number];
type FindingSpec = NonNullable<AnalyzerSpec['findings']>[number];

const role = (name: string) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;
const user = (name: string) => `arn:aws:iam::${ACCOUNT_ID}:user/${name}`;
const bucket = 'arn:aws:s3:::acme-site';

const external = (findings: FindingSpec[] = [], more: Partial<AnalyzerSpec> = {}): AnalyzerSpec => ({
  name: 'external',
  region: 'eu-west-1',
  created: '-300d',
  findings,
  ...more,
});
const letsIn = (resource: string, more: Partial<FindingSpec> = {}): FindingSpec => ({
  type: 'ExternalAccess',
  resource,
  created: '-90d',
  ...more,
});
const unused: AnalyzerSpec = {
  name: 'unused',
  region: 'eu-west-1',
  type: 'ACCOUNT_UNUSED_ACCESS',
  created: '-300d',
  findings: [
    { type: 'UnusedIAMRole', resource: role('forgotten'), created: '-40d' },
    { type: 'UnusedIAMUserPassword', resource: user('ada'), resourceType: 'AWS::IAM::User', created: '-40d' },
  ],
};

const LIST = 'access-analyzer:ListFindingsV2';
const read = async (world: Awaited<ReturnType<typeof aWorld>>, regions: string[] = ['eu-west-1']) => {
  const { configuration } = world.context({ regions });
  return world.collect({ configuration });
};

describe('readAnalyzerFindings', () => {
  it('reads the active findings of each active analyzer, a page at a time', async () => {
    await using world = await aWorld({
      analyzers: [
        external([
          letsIn(role('vendor')),
          letsIn(bucket, { resourceType: 'AWS::S3::Bucket', public: true }),
          letsIn(role('archived'), { status: 'ARCHIVED' }),
          letsIn(role('unseen'), { error: 'ACCESS_DENIED' }),
        ]),
        unused,
        { ...unused, name: 'switched-off', status: 'DISABLED' },
      ],
    });
    const snapshot = await read(world);
    const found = snapshot.analyzerFindings?.map(({ findings, ...rest }) => ({
      ...rest,
      findings: findings.toSorted((a, b) => String(a.resource).localeCompare(String(b.resource))),
    }));
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const onRole = { id, resourceType: 'AWS::IAM::Role', error: null, createdAt: daysAgo(90), type: 'ExternalAccess' };
    expect(found).toEqual([
      {
        analyzerArn: `arn:aws:access-analyzer:eu-west-1:${ACCOUNT_ID}:analyzer/external`,
        isComplete: true,
        findings: [
          { ...onRole, resource: role('unseen'), isPublic: false, error: 'ACCESS_DENIED' },
          { ...onRole, resource: role('vendor'), isPublic: false },
          { ...onRole, resource: bucket, resourceType: 'AWS::S3::Bucket', isPublic: true },
        ],
      },
      {
        analyzerArn: `arn:aws:access-analyzer:eu-west-1:${ACCOUNT_ID}:analyzer/unused`,
        isComplete: true,
        findings: [
          expect.objectContaining({ type: 'UnusedIAMRole', resource: role('forgotten'), isPublic: null }),
          expect.objectContaining({ type: 'UnusedIAMUserPassword', resource: user('ada'), isPublic: null }),
        ],
      },
    ]);
    expect(coverageIn(snapshot, 'analyzer-findings')).toEqual({ status: 'complete', reason: null });
    expect(world.calls(LIST)).toBe(3);
  });

  it('costs nothing without an analyzer, and one call for one that found nothing', async () => {
    await using none = await aWorld({ analyzers: [external([], { status: 'FAILED' })] });
    expect((await read(none)).analyzerFindings).toEqual([]);
    expect(none.calls(LIST)).toBe(0);
    await using quiet = await aWorld({ analyzers: [external()] });
    expect((await read(quiet)).analyzerFindings).toMatchObject([{ isComplete: true, findings: [] }]);
    expect(quiet.calls(LIST)).toBe(1);
  });

  it('leaves the other accounts of the organisation to their own audits', async () => {
    const findings = [
      letsIn(role('vendor')),
      letsIn('arn:aws:iam::444455556666:role/theirs', { owner: '444455556666' }),
    ];
    await using world = await aWorld({ analyzers: [external(findings, { type: 'ORGANIZATION' })] });
    expect((await read(world)).analyzerFindings).toMatchObject([{ findings: [{ resource: role('vendor') }] }]);
  });

  it('reads the same from pages of one, and through throttles', async () => {
    const findings = Array.from({ length: 7 }, (_, index) => letsIn(role(`r${index}`), { public: index % 2 === 0 }));
    const spec = { analyzers: [external(findings)] };
    await using whole = await aWorld(spec);
    await using paged = await aWorld(spec, {
      pageLimit: 1,
      faults: [{ on: LIST, fault: 'throttled', skip: 3, times: 2 }],
    });
    expect((await read(paged)).analyzerFindings).toEqual((await read(whole)).analyzerFindings);
    expect(paged.calls(LIST)).toBeGreaterThan(12);
  });

  it('loses one analyzer and keeps the others', async () => {
    const findings = [letsIn(role('vendor'))];
    await using world = await aWorld(
      { analyzers: [external(findings), external(findings, { region: 'us-east-1' })] },
      { faults: [{ on: LIST, fault: 'denied', skip: 2 }] },
    );
    const snapshot = await read(world, ['eu-west-1', 'us-east-1']);
    expect(snapshot.analyzerFindings?.map(({ analyzerArn }) => analyzerArn.split(':')[3])).toEqual(['eu-west-1']);
    expect(coverageIn(snapshot, 'analyzer-findings')).toMatchObject({
      status: 'partial',
      reason: expect.stringMatching(/^1 of 2 analyzers could not be read: Access denied/),
    });
  });

  it('builds on the analyzers, and begins nothing once the run is told to stop', async () => {
    await using world = await aWorld(
      { analyzers: [external()] },
      { faults: [{ on: 'access-analyzer:ListAnalyzers', fault: 'denied' }] },
    );
    expect(coverageIn(await read(world), 'analyzer-findings')).toEqual({
      status: 'failed',
      reason: 'it builds on analyzers, which is denied',
    });
    const analyzer = {
      arn: 'a',
      name: 'a',
      type: 'ACCOUNT',
      status: 'ACTIVE',
      region: 'eu-west-1',
      createdAt: daysAgo(1),
    };
    const stopped = await readAnalyzerFindings(world.context({}, AbortSignal.abort()), ACCOUNT_ID, [analyzer]);
    expect(stopped).toMatchObject({ data: null, status: 'failed' });
    expect(world.calls(LIST)).toBe(0);
  });

  it('keeps ten thousand, and says that there are more', async () => {
    await using world = await aWorld();
    const client = new AccessAnalyzerClient({});
    const mock = mockClient(client);
    onTestFinished(() => mock.restore());
    mock.on(ListFindingsV2Command).callsFake(({ maxResults, nextToken = '0' }) => ({
      findings: Array.from({ length: maxResults }, (_, index) => ({
        id: `${nextToken}-${index}`,
        resource: role('r'),
        resourceType: 'AWS::IAM::Role',
        createdAt: new Date(0),
      })),
      nextToken: String(Number(nextToken) + 1),
    }));
    const { aws, ...rest } = world.context();
    const context = { ...rest, aws: { ...aws, accessAnalyzer: () => client } };
    const analyzer = {
      arn: 'arn:a',
      name: 'a',
      type: 'ACCOUNT_UNUSED_ACCESS',
      status: 'ACTIVE',
      region: 'eu-west-1',
      createdAt: daysAgo(1),
    };
    const reading = await readAnalyzerFindings(context, ACCOUNT_ID, [analyzer]);
    expect(reading.data?.[0]?.findings).toHaveLength(10_000);
    expect(reading).toMatchObject({
      data: [{ isComplete: false }],
      gaps: ['arn:a has more than 10000 active findings'],
    });
    expect(mock.commandCalls(ListFindingsV2Command)).toHaveLength(100);
    expect(mock.commandCalls(ListFindingsV2Command)[0]?.args[0].input).toMatchObject({
      analyzerArn: 'arn:a',
      filter: { status: { eq: ['ACTIVE'] }, resourceOwnerAccount: { eq: [ACCOUNT_ID] } },
      maxResults: 100,
    });
  });
});
