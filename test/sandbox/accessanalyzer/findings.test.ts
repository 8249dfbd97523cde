import type { Criterion } from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import { listFindings } from '../../../lib/sandbox/accessanalyzer/findings.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const arn = (kind: string) => `arn:aws:iam::111122223333:${kind}`;
const analyzerArn = 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/a';
const bucket = 'arn:aws:s3:::acme-site';
const account = embeddedAccount({
  analyzers: [
    {
      name: 'a',
      region: 'eu-west-1',
      type: 'ORGANIZATION',
      created: '-400d',
      findings: [
        { type: 'ExternalAccess', resource: arn('role/vendor'), created: '-90d' },
        { type: 'ExternalAccess', resource: bucket, resourceType: 'AWS::S3::Bucket', created: '-10d', public: true },
        { type: 'ExternalAccess', resource: arn('role/old'), created: '-200d', status: 'RESOLVED' },
        { type: 'ExternalAccess', resource: arn('role/unseen'), created: '-3d', error: 'ACCESS_DENIED' },
        { type: 'ExternalAccess', resource: 'arn:aws:s3:::theirs', created: '-3d', owner: '444455556666' },
      ],
    },
    { name: 'quiet', region: 'us-east-1', created: '-400d' },
  ],
});
const inIreland = callsTo(account, { region: 'eu-west-1' });

const resourcesWith = (filter: Record<string, Criterion>) =>
  inIreland(listFindings, { analyzerArn, filter })
    .findings?.map(({ resource }) => resource?.replace(/^.*[:/]/, ''))
    .sort();

describe('listFindings', () => {
  it('answers the findings of an analyzer in the words of AWS', () => {
    const { findings = [] } = inIreland(listFindings, { analyzerArn });
    expect(findings).toHaveLength(5);
    expect(findings.find(({ resource }) => resource === bucket)).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      findingType: 'ExternalAccess',
      resource: bucket,
      resourceType: 'AWS::S3::Bucket',
      resourceOwnerAccount: '111122223333',
      status: 'ACTIVE',
      createdAt: new Date('2026-11-13T03:00:00Z'),
      updatedAt: new Date('2026-11-13T03:00:00Z'),
      analyzedAt: new Date('2026-11-13T03:00:00Z'),
      error: undefined,
    });
  });

  it.each<[string, Record<string, Criterion>, string[]]>([
    ['status', { status: { eq: ['RESOLVED', 'ARCHIVED'] } }, ['old']],
    ['not status', { status: { neq: ['ACTIVE'] } }, ['old']],
    ['owner', { resourceOwnerAccount: { eq: ['444455556666'] } }, ['theirs']],
    ['public access', { isPublic: { eq: ['true'] } }, ['acme-site']],
    ['access that is not public, where it was looked at', { isPublic: { eq: ['false'] } }, ['old', 'theirs', 'vendor']],
    ['a part of the resource', { resource: { contains: ['role/'] } }, ['old', 'unseen', 'vendor']],
    ['being there', { error: { exists: true } }, ['unseen']],
    ['all of them', { status: { eq: ['ACTIVE'] }, resourceType: { eq: ['AWS::S3::Bucket'] } }, ['acme-site']],
  ])('filters by %s', (_, filter, names) => {
    expect(resourcesWith(filter)).toEqual(names);
  });

  it('pages', () => {
    const first = inIreland(listFindings, { analyzerArn, maxResults: 3 });
    const second = inIreland(listFindings, { analyzerArn, maxResults: 3, nextToken: first.nextToken });
    expect([first.findings?.length, second.findings?.length, second.nextToken]).toEqual([3, 2, undefined]);
  });

  it('refuses what the service refuses', () => {
    expectAwsError('ValidationException', () => inIreland(listFindings, { analyzerArn, maxResults: 101 }));
    expectAwsError('ValidationException', () => inIreland(listFindings, { analyzerArn, nextToken: 'page-2' }));
    expectAwsError('ValidationException', () => inIreland(listFindings, { analyzerArn, filter: { Status: {} } }));
    const inVirginia = callsTo(account, { region: 'us-east-1' });
    expectAwsError('ResourceNotFoundException', () => inVirginia(listFindings, { analyzerArn }));
  });
});
