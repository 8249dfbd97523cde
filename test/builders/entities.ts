import type {
  Group,
  LastAccessedReport,
  ManagedPolicy,
  Role,
  StoredDocument,
  User,
} from '../../lib/snapshot/snapshot.ts';
import { LONG_AGO } from './credential-rows.ts';
import { entityArn, uniqueId } from './naming.ts';
import type { DocumentSpec, GrantSpec, GroupSpec, PolicySpec, PrincipalSpec, RoleSpec, UserSpec } from './specs.ts';
import { NOW } from './time.ts';

/** Finds the ARN of a policy that a story names; an ARN is its own answer. */
export type PolicyLookup = (nameOrArn: string) => string;

/** Trust of a role whose test does not care who may assume it. */
const EC2_TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export function makeUser(userName: string, spec: UserSpec, arnOf: PolicyLookup): User {
  const path = spec.path ?? '/';
  return {
    arn: entityArn('user', path, userName),
    userName,
    userId: spec.id ?? uniqueId('AIDA', userName),
    path,
    groups: spec.groups ?? [],
    ...principalParts(spec, arnOf),
  };
}

export function makeGroup(groupName: string, spec: GroupSpec, arnOf: PolicyLookup): Group {
  const path = spec.path ?? '/';
  return {
    arn: entityArn('group', path, groupName),
    groupName,
    groupId: uniqueId('AGPA', groupName),
    path,
    createdAt: spec.created ?? LONG_AGO,
    ...grants(spec, arnOf),
  };
}

export function makeRole(roleName: string, spec: RoleSpec, arnOf: PolicyLookup): Role {
  const path = spec.path ?? '/';
  return {
    arn: entityArn('role', path, roleName),
    roleName,
    roleId: spec.id ?? uniqueId('AROA', roleName),
    path,
    trustPolicy: stored(spec.trust ?? EC2_TRUST),
    instanceProfileArns: (spec.instanceProfiles ?? []).map((name) => entityArn('instance-profile', '/', name)),
    lastUsed: roleLastUsed(spec),
    ...principalParts(spec, arnOf),
  };
}

/** A managed policy, counted as attached to `principals` unless the story says otherwise. */
export function makePolicy(
  policyName: string,
  arn: string,
  document: DocumentSpec,
  spec: PolicySpec,
  principals: readonly (User | Group | Role)[],
): ManagedPolicy {
  const createdAt = spec.created ?? LONG_AGO;
  const updatedAt = spec.updated ?? createdAt;
  const dormant = (spec.dormantVersions ?? []).map((version, index) => ({
    versionId: `v${index + 1}`,
    isDefault: false,
    createdAt: version.created ?? createdAt,
    document: stored(version.document),
  }));
  const defaultVersionId = `v${dormant.length + 1}`;
  const attached = principals.filter((each) => each.attachedPolicies.some((policy) => policy.policyArn === arn));
  const bounded = principals.filter((each) => 'permissionsBoundaryArn' in each && each.permissionsBoundaryArn === arn);
  return {
    arn,
    policyName,
    policyId: uniqueId('ANPA', policyName),
    path: spec.path ?? '/',
    managedBy: arn.startsWith('arn:aws:iam::aws:') ? 'aws' : 'customer',
    createdAt,
    updatedAt,
    attachmentCount: spec.attachmentCount ?? attached.length,
    boundaryUsageCount: spec.boundaryUsageCount ?? bounded.length,
    isAttachable: spec.isAttachable ?? true,
    defaultVersionId,
    versions: [
      ...dormant,
      { versionId: defaultVersionId, isDefault: true, createdAt: updatedAt, document: stored(document) },
    ],
  };
}

/** The report of a principal as the audit would hold it; null when the story leaves it out. */
export function makeLastAccessed(
  spec: PrincipalSpec & { readonly groups?: readonly string[] },
): LastAccessedReport | null {
  if (spec.lastAccessed !== undefined) return spec.lastAccessed;
  if (spec.path?.startsWith('/aws-service-role/')) return { status: 'skipped', reason: 'service-linked-role' };
  const holdsNothing = !spec.policies?.length && !Object.keys(spec.inline ?? {}).length && !spec.groups?.length;
  if (holdsNothing && spec.used === undefined) return { status: 'skipped', reason: 'no-permissions' };
  const used = Object.entries(spec.used ?? {}).map(([name, at]) => ({ name, ...attempt(at) }));
  const services = used.filter(({ name }) => !name.includes(':'));
  const actions = used.filter(({ name }) => name.includes(':'));
  return {
    status: 'complete',
    granularity: actions.length > 0 ? 'ACTION_LEVEL' : 'SERVICE_LEVEL',
    completedAt: NOW.toISOString(),
    services: services.map(({ name: service, ...use }) => ({
      service,
      ...use,
      ...(actions.length > 0 && { trackedActions: trackedActions(service, actions) }),
    })),
  };
}

function attempt(at: string | null) {
  return { lastAccessedAt: at, region: at === null ? null : 'eu-west-1' };
}

/** The actions of one service in a story; null when it names none, as AWS does when none of them was used. */
function trackedActions<Use extends { readonly name: string }>(service: string, actions: readonly Use[]) {
  const ofService = actions.filter(({ name }) => name.startsWith(`${service}:`));
  if (ofService.length === 0) return null;
  return ofService.map(({ name, ...use }) => ({ ...use, action: name.slice(service.length + 1) }));
}

function roleLastUsed(spec: RoleSpec): Role['lastUsed'] {
  if (spec.lastUsed === 'not-said') return null;
  const newestUse = Object.values(spec.used ?? {}).reduce(
    (newest, at) => (newest === null || (at !== null && at > newest) ? at : newest),
    null,
  );
  const at = spec.lastUsed === undefined ? newestUse : spec.lastUsed;
  return { at, region: at === null ? null : 'eu-west-1' };
}

function principalParts(spec: PrincipalSpec, arnOf: PolicyLookup) {
  return {
    createdAt: spec.created ?? LONG_AGO,
    permissionsBoundaryArn: spec.boundary === undefined ? null : arnOf(spec.boundary),
    tags: { ...spec.tags },
    ...grants(spec, arnOf),
  };
}

function grants(spec: GrantSpec, arnOf: PolicyLookup) {
  return {
    inlinePolicies: Object.entries(spec.inline ?? {}).map(([policyName, document]) => ({
      policyName,
      document: stored(document),
    })),
    attachedPolicies: (spec.policies ?? []).map(arnOf).map((arn) => ({
      policyName: arn.slice(arn.lastIndexOf('/') + 1),
      policyArn: arn,
    })),
  };
}

function stored(document: DocumentSpec): StoredDocument {
  return typeof document === 'string' ? { unreadable: document } : { json: structuredClone(document) };
}
