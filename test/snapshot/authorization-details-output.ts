export const allowsBuckets = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'ReadBuckets', Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
};
const trustsEc2 = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const created = { CreateDate: '2024-02-01T09:30:00+00:00' };
const attached = [{ PolicyName: 'bucket-reader', PolicyArn: 'arn:aws:iam::111122223333:policy/bucket-reader' }];

function role(name: string, more: object) {
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::111122223333:role/${name}`,
    ...created,
    AssumeRolePolicyDocument: trustsEc2,
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...more,
  };
}

/** What `aws iam get-account-authorization-details` prints of a small account, documents decoded as the CLI does. */
export function account() {
  return {
    UserDetailList: [
      {
        Path: '/',
        UserName: 'ada',
        UserId: 'AIDAADA',
        Arn: 'arn:aws:iam::111122223333:user/ada',
        ...created,
        GroupList: ['developers'],
        AttachedManagedPolicies: [],
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: attached[0]?.PolicyArn },
        Tags: [{ Key: 'team', Value: 'core' }],
      },
    ],
    GroupDetailList: [
      {
        Path: '/',
        GroupName: 'developers',
        GroupId: 'AGPADEVELOPERS',
        Arn: 'arn:aws:iam::111122223333:group/developers',
        ...created,
        GroupPolicyList: [{ PolicyName: 'inline', PolicyDocument: allowsBuckets }],
        AttachedManagedPolicies: attached,
      },
    ],
    RoleDetailList: [
      role('deploy', { RoleLastUsed: { LastUsedDate: '2026-11-19T00:00:00+00:00', Region: 'eu-west-1' } }),
      role('never', { RoleLastUsed: {} }),
      role('unsaid', {}),
    ],
    Policies: [
      {
        PolicyName: 'bucket-reader',
        PolicyId: 'ANPABUCKETREADER',
        Arn: attached[0]?.PolicyArn,
        Path: '/',
        DefaultVersionId: 'v1',
        AttachmentCount: 1,
        PermissionsBoundaryUsageCount: 1,
        IsAttachable: true,
        ...created,
        UpdateDate: '2025-03-01T00:00:00+00:00',
        PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, ...created, Document: allowsBuckets }],
      },
      {
        PolicyName: 'ReadOnlyAccess',
        PolicyId: 'ANPAREADONLY',
        Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        Path: '/',
        DefaultVersionId: 'v90',
        AttachmentCount: 0,
        IsAttachable: true,
        ...created,
        PolicyVersionList: [{ VersionId: 'v90', IsDefaultVersion: true, ...created, Document: allowsBuckets }],
      },
    ],
  };
}
