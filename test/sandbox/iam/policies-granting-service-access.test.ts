import { describe, expect, it } from 'vitest';
import { listPoliciesGrantingServiceAccess } from '../../../lib/sandbox/iam/policies-granting-service-access.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { allowing } from './documents.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';

const account = () =>
  embeddedAccount({
    policies: [
      { name: 'Queues', created: '-1d', document: allowing('sqs:*', 's3:GetObject') },
      { name: 'Boundary', created: '-1d', document: allowing('*') },
    ],
    groups: [{ name: 'developers', created: '-1d', policies: ['Queues'], inline: { buckets: allowing('s3:List*') } }],
    users: [
      {
        name: 'alice',
        created: '-1d',
        groups: ['developers'],
        boundary: 'Boundary',
        inline: { own: allowing('s3:PutObject') },
      },
    ],
  });

describe('listPoliciesGrantingServiceAccess', () => {
  it('names managed and inline policies of a user and its groups, boundaries apart', () => {
    const answer = callsTo(account())(listPoliciesGrantingServiceAccess, {
      Arn: alice,
      ServiceNamespaces: ['s3', 'ec2'],
    });
    expect(answer).toEqual({
      PoliciesGrantingServiceAccess: [
        { ServiceNamespace: 'ec2', Policies: [] },
        {
          ServiceNamespace: 's3',
          Policies: [
            { PolicyName: 'own', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'alice' },
            {
              PolicyName: 'Queues',
              PolicyType: 'MANAGED',
              PolicyArn: 'arn:aws:iam::111122223333:policy/Queues',
            },
            { PolicyName: 'buckets', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'developers' },
          ],
        },
      ],
      IsTruncated: false,
    });
  });

  it('refuses the ARN of a policy, and more than 200 services', () => {
    const call = callsTo(account());
    expectAwsError('InvalidInput', () =>
      call(listPoliciesGrantingServiceAccess, {
        Arn: 'arn:aws:iam::111122223333:policy/Queues',
        ServiceNamespaces: ['s3'],
      }),
    );
    expectAwsError('ValidationError', () =>
      call(listPoliciesGrantingServiceAccess, { Arn: alice, ServiceNamespaces: Array(201).fill('s3') }),
    );
  });
});
