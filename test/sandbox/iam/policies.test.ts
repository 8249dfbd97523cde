import type { ListPoliciesRequest } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { getPolicy, getPolicyVersion, listPolicies } from '../../../lib/sandbox/iam/policies.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { allowing } from './documents.ts';

const queues = 'arn:aws:iam::111122223333:policy/app/Queues';

const call = callsTo(
  embeddedAccount({
    users: [{ name: 'alice', created: '-1d', policies: ['Queues'], boundary: 'Boundary' }],
    policies: [
      {
        name: 'Queues',
        path: '/app/',
        created: '-9d',
        document: allowing('sqs:*'),
        dormantVersions: [{ created: '-9d', document: allowing('*') }],
      },
      { name: 'Boundary', created: '-9d', document: allowing('*') },
      { name: 'Unattached', created: '-9d', document: allowing('s3:*') },
      { name: 'ReadOnlyAccess', awsManaged: true, created: '-9d', document: allowing('s3:Get*') },
    ],
  }),
);

describe('listPolicies', () => {
  it.each<[ListPoliciesRequest, string[]]>([
    [{}, ['Boundary', 'Unattached', 'Queues', 'ReadOnlyAccess']],
    [{ Scope: 'Local' }, ['Boundary', 'Unattached', 'Queues']],
    [{ Scope: 'AWS' }, ['ReadOnlyAccess']],
    [{ OnlyAttached: true }, ['Boundary', 'Queues']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, ['Boundary']],
    [{ PolicyUsageFilter: 'PermissionsPolicy' }, ['Queues']],
    [{ PathPrefix: '/app/' }, ['Queues']],
  ])('answers %j', (input, names) => {
    expect(call(listPolicies, input).Policies?.map((policy) => policy.PolicyName)).toEqual(names);
  });
});

describe('getPolicy', () => {
  it('counts attachments', () => {
    expect(call(getPolicy, { PolicyArn: queues }).Policy).toMatchObject({
      PolicyId: expect.stringMatching(/^ANPA/),
      DefaultVersionId: 'v2',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
    });
  });

  it('refuses an unknown policy', () => {
    expectAwsError('NoSuchEntity', () => call(getPolicy, { PolicyArn: `${queues}2` }));
  });
});

describe('getPolicyVersion', () => {
  it('answers a dormant version, too', () => {
    const version = call(getPolicyVersion, { PolicyArn: queues, VersionId: 'v1' }).PolicyVersion;
    expect(version?.IsDefaultVersion).toBe(false);
    expect(JSON.parse(decodeURIComponent(version?.Document ?? ''))).toEqual(allowing('*'));
  });

  it('refuses a version that there is not', () => {
    expectAwsError('NoSuchEntity', () => call(getPolicyVersion, { PolicyArn: queues, VersionId: 'v3' }));
  });
});
