import type { Evidence, Observation, Resource } from './finding.ts';

/** One call of LookupEvents, which filters by one attribute. */
export interface EventLookup {
  /** `global`: where the partition keeps the events of IAM; null: the audit's own Region. */
  readonly region: 'global' | (string & {}) | null;
  readonly attribute: 'ResourceName' | 'EventName' | 'Username';
  readonly value: string;
}

/** The part of an event by which it is told whether it can have caused a finding. */
export interface EventFacts {
  readonly name: string;
  /** For example `iam.amazonaws.com`. */
  readonly source: string;
  readonly isRoot: boolean;
  /** The texts, and lists of texts, among its `requestParameters`. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

/** What can have introduced a finding, and where to look for it. */
export interface Causes {
  readonly lookups: readonly EventLookup[];
  readonly isCause: (event: EventFacts) => boolean;
}

/** Policies that a finding names and that are looked at, too: those nearest to the beginning of its evidence. */
const MAX_POLICIES = 3;

const IAM = 'iam.amazonaws.com';
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const PARAMETER_STORE = 'ssm.amazonaws.com';

/** Who deletes, detaches or takes out of a group can lift a Deny. */
const grantsOf = {
  role: ['AttachRolePolicy', 'PutRolePolicy', 'DetachRolePolicy', 'DeleteRolePolicy', 'CreateRole'],
  user: ['AttachUserPolicy', 'PutUserPolicy', 'DetachUserPolicy', 'DeleteUserPolicy', 'CreateUser'],
  group: ['AttachGroupPolicy', 'PutGroupPolicy', 'DetachGroupPolicy', 'DeleteGroupPolicy', 'CreateGroup'],
} as const;
const boundariesOf = {
  role: ['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
  user: ['PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'],
  group: [],
} as const;
const memberships = ['AddUserToGroup', 'RemoveUserFromGroup'];
const trusts = ['CreateRole', 'UpdateAssumeRolePolicy'];
const versions = ['CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion'];
const attachments = ['AttachRolePolicy', 'AttachUserPolicy', 'AttachGroupPolicy'];
const putInline = { role: 'PutRolePolicy', user: 'PutUserPolicy', group: 'PutGroupPolicy' } as const;

type Kind = keyof typeof grantsOf;

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
]);

/** Findings that come about because time passes, or by many acts and none in particular: nobody introduced them. */
const uncaused: ReadonlySet<string> = new Set([
  'access-analyzer-findings-open',
  'access-key-not-rotated',
  'policy-deprecated-managed',
  'root-credentials-unmanaged',
  'root-used-recently',
]);

/** What of an account as a whole can have been changed: by event, in any order. */
const ofAccount: ReadonlyMap<string, Causes> = new Map([
  ['trail-missing', byEventNames(['StopLogging', 'DeleteTrail'], CLOUDTRAIL, null)],
  ['root-access-key', byRoot(['CreateAccessKey'])],
  ['root-mfa-missing', byRoot(['DeactivateMFADevice'])],
  ['root-mfa-not-hardware', byRoot(['DeactivateMFADevice', 'EnableMFADevice'])],
]);

const passwordPolicy = byEventNames(['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'], IAM, 'global');

/** Of users: what makes the finding of a check, when it is not the permissions. */
const ofUser: ReadonlyMap<string, readonly string[]> = new Map([
  ['console-user-without-mfa', ['CreateLoginProfile', 'DeactivateMFADevice']],
  [
    'admin-user-without-mfa',
    ['CreateLoginProfile', 'CreateAccessKey', 'DeactivateMFADevice', ...grantsOf.user, ...memberships],
  ],
  ['long-lived-service-credential', ['CreateServiceSpecificCredential']],
]);

/**
 * What can have introduced a finding. `none`: nobody did, as when something has not been used; `unknown`: there is no rule
 * for findings of this kind.
 */
export function causesOf(finding: Pick<Observation, 'checkId' | 'resource' | 'evidence'>): Causes | 'none' | 'unknown' {
  const { checkId, resource, evidence } = finding;
  if (uncaused.has(checkId) || isOfUse(checkId)) return 'none';
  if (isDeletedSetting(finding)) return ofDeletion(resource);
  if (checkId.startsWith('password-policy-')) return passwordPolicy;
  if (checkId === 'access-analyzer-missing' && typeof evidence.region === 'string') {
    return byEventNames(['DeleteAnalyzer'], 'access-analyzer.amazonaws.com', evidence.region);
  }
  if (resource.type === 'AWS::CloudTrail::Trail') return ofTrail(resource);
  if (resource.type === 'AWS::IAM::ManagedPolicy') return ofPolicy(resource.arn, [...versions, ...attachments]);
  const kind = kinds.get(resource.type);
  return kind === undefined ? (ofAccount.get(checkId) ?? 'unknown') : ofPrincipal(kind, finding);
}

/** A setting of this program that somebody has deleted. Of one that was written, Parameter Store itself says by whom. */
export function isDeletedSetting({ checkId, evidence }: Pick<Observation, 'checkId' | 'evidence'>): boolean {
  return checkId === 'configuration-changed' && typeof evidence.deletedAfter === 'string';
}

/** The checks of use are those whose name says so: what was not done has no event. */
function isOfUse(checkId: string): boolean {
  return checkId.endsWith('-unused') || checkId === 'analyzer-unused-access';
}

function ofPrincipal(
  kind: Kind,
  { checkId, resource, evidence }: Pick<Observation, 'checkId' | 'resource' | 'evidence'>,
): Causes {
  const inline = inlinePolicyName(evidence);
  if (inline !== null) return ofEntity(kind, resource, [putInline[kind]], { policyName: inline });
  const ofCheck = kind === 'user' ? ofUser.get(checkId) : undefined;
  if (ofCheck !== undefined) return ofEntity(kind, resource, ofCheck);
  const isOfTrust = kind === 'role' && (checkId.startsWith('trust-') || checkId === 'analyzer-external-access');
  if (isOfTrust && checkId !== 'trust-role-admin-cross-account') return ofEntity(kind, resource, trusts);
  const events = [
    ...grantsOf[kind],
    ...boundariesOf[kind],
    ...(kind === 'user' ? memberships : []),
    ...(kind === 'role' ? trusts : []),
  ];
  const policies = policyArns(evidence).slice(0, MAX_POLICIES);
  return either([ofEntity(kind, resource, events), ...policies.map((arn) => ofPolicy(arn, versions))]);
}

function ofEntity(
  kind: Kind,
  { name }: Resource,
  events: readonly string[],
  parameters: Readonly<Record<string, string>> = {},
): Causes {
  const wanted = Object.entries({ [`${kind}Name`]: name, ...parameters });
  return {
    lookups: [{ region: 'global', attribute: 'ResourceName', value: name }],
    // A role, a user and an inline policy can share a name.
    isCause: (event) =>
      event.source === IAM &&
      events.includes(event.name) &&
      wanted.every(([parameter, value]) => event.parameters[parameter] === value),
  };
}

function ofPolicy(arn: string, events: readonly string[]): Causes {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    lookups: [{ region: 'global', attribute: 'ResourceName', value: arn }],
    isCause: ({ source, name: event, parameters }) =>
      source === IAM &&
      events.includes(event) &&
      (event === 'CreatePolicy' ? parameters.policyName === name : parameters.policyArn === arn),
  };
}

/** Trails are called by name or by ARN, and CloudTrail keeps what the caller wrote. */
function ofTrail({ arn, name }: Resource): Causes {
  const region = arn.split(':')[3] ?? null;
  const events = ['CreateTrail', 'UpdateTrail', 'StopLogging', 'PutEventSelectors'];
  return {
    lookups: [name, arn].map((value) => ({ region, attribute: 'ResourceName', value })),
    isCause: ({ source, name: event, parameters }) =>
      source === CLOUDTRAIL &&
      events.includes(event) &&
      [name, arn].some((called) => called === (parameters.name ?? parameters.trailName)),
  };
}

/** Parameters are deleted one by one or, as the console does, several in a call; in the audit's own Region. */
function ofDeletion({ name }: Resource): Causes {
  const { lookups, isCause } = byEventNames(['DeleteParameter', 'DeleteParameters'], PARAMETER_STORE, null);
  return {
    lookups,
    isCause: (event) => isCause(event) && [event.parameters.name, event.parameters.names].flat().includes(name),
  };
}

function byEventNames(names: readonly string[], source: string, region: EventLookup['region']): Causes {
  return {
    lookups: names.map((value) => ({ region, attribute: 'EventName', value })),
    isCause: (event) => event.source === source && names.includes(event.name),
  };
}

function byRoot(names: readonly string[]): Causes {
  return {
    lookups: [{ region: 'global', attribute: 'Username', value: 'root' }],
    isCause: (event) => event.isRoot && event.source === IAM && names.includes(event.name),
  };
}

function either(all: readonly Causes[]): Causes {
  return {
    lookups: all.flatMap(({ lookups }) => lookups),
    isCause: (event) => all.some(({ isCause }) => isCause(event)),
  };
}

function inlinePolicyName({ inlinePolicy }: Evidence): string | null {
  const isNamed = typeof inlinePolicy === 'object' && inlinePolicy !== null && 'name' in inlinePolicy;
  return isNamed && typeof inlinePolicy.name === 'string' ? inlinePolicy.name : null;
}

/** Policies of the account that the evidence names, at any depth, each once, in order. AWS's own are changed by AWS. */
function policyArns(evidence: Evidence): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('policyArn' in value && typeof value.policyArn === 'string' && !value.policyArn.includes(':iam::aws:')) {
      found.add(value.policyArn);
    }
    Object.values(value).forEach(visit);
  };
  visit(evidence);
  return [...found];
}
