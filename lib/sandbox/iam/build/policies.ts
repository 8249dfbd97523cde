import type { AccountSpec } from '../../account-file.ts';
import { refuseDuplicates } from '../../refusal.ts';
import type { ManagedPolicy, PolicyVersion } from '../entities.ts';
import { uniqueId } from '../ids.ts';
import type { Builder } from './builder.ts';

export function buildPolicies(builder: Builder): ManagedPolicy[] {
  const { spec, where } = builder;
  refuseDuplicates(spec.policies, where, 'policies', ({ name, awsManaged }) => (awsManaged ? `aws:${name}` : name));
  return spec.policies.map((policy) => buildPolicy(policy, builder));
}

function buildPolicy(policy: AccountSpec['policies'][number], builder: Builder): ManagedPolicy {
  const { name, path, awsManaged } = policy;
  const arn = awsManaged
    ? `arn:${builder.spec.partition}:iam::aws:policy${path}${name}`
    : builder.arn(`policy${path}${name}`);
  const versions = buildVersions(policy, builder);
  return {
    kind: 'policy',
    arn,
    id: uniqueId('ANPA', builder.seed, arn),
    name,
    path,
    awsManaged,
    createdAt: builder.time(policy.created),
    updatedAt: builder.time(policy.updated ?? policy.created),
    document: builder.documents.documentOf(policy.document),
    versions,
  };
}

/** The default version is the newest: it is as old as the policy's last update. */
function buildVersions(policy: AccountSpec['policies'][number], builder: Builder): PolicyVersion[] {
  const inForce = { created: policy.updated ?? policy.created, document: policy.document };
  return [...policy.dormantVersions, inForce]
    .map(({ created, document }, index) => ({
      id: `v${index + 1}`,
      isDefault: index === policy.dormantVersions.length,
      createdAt: builder.time(created),
      document: builder.documents.documentOf(document),
    }))
    .toReversed();
}
