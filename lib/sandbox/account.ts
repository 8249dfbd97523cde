import { type PolicyValidation, policyValidations } from './accessanalyzer/policy-validations.ts';
import type { AccountSpec } from './account-file.ts';
import { type CloudwatchState, createCloudwatchState } from './cloudwatch/state.ts';
import { type Credential, credentialOf } from './credentials.ts';
import { createEventBridgeState, type EventBridgeState } from './eventbridge/state.ts';
import { buildIam } from './iam/build/iam.ts';
import { uuid } from './iam/ids.ts';
import type { IamState } from './iam/state.ts';
import { createFunctions, type LambdaFunction } from './lambda/state.ts';
import type { Caller } from './operation.ts';
import { placeOf, refuseDuplicatesInRegion, refuseUnknown } from './refusal.ts';
import { createS3State, type S3State } from './s3/state.ts';
import { createSecurityHubState, type SecurityHubState } from './securityhub/state.ts';
import { createSnsState, type SnsState } from './sns/state.ts';
import { createSsmState, type SsmState } from './ssm/state.ts';
import { resolveTime } from './time.ts';
import { createWorkloads, type Workload } from './workloads/state.ts';

/** How an account behaves, apart from what is in it. */
export interface Behaviour {
  /** How long the jobs for last-accessed reports take. */
  readonly jobSeconds: number;
  /** How long a credential report takes; Infinity: it never completes. */
  readonly credentialReportSeconds: number;
  /** Share of last-accessed jobs that end as FAILED, 0 to 1. Which ones follows from the seed. */
  readonly jobFailureRate: number;
  /** Items that a page holds at most, whatever was asked for: AWS may answer less than MaxItems at any time. */
  readonly pageLimit: number;
  /** What ids and failures are derived from. */
  readonly seed: string;
}

type Event = Omit<AccountSpec['events'][number], 'time'> & { readonly id: string; readonly at: Date };
type AnalyzerSpec = AccountSpec['analyzers'][number];
type AnalyzerFinding = Omit<AnalyzerSpec['findings'][number], 'created' | 'owner'> & {
  readonly id: string;
  readonly owner: string;
  readonly createdAt: Date;
};
type Analyzer = Omit<AnalyzerSpec, 'created' | 'findings'> & {
  readonly createdAt: Date;
  readonly findings: readonly AnalyzerFinding[];
};

type CreatedAt<Item> = Omit<Item, 'created'> & { readonly createdAt: Date };

type OrganizationSpec = NonNullable<AccountSpec['organization']>;

/** An organisation as one of its accounts sees it. */
export interface Organization extends Omit<OrganizationSpec, 'accounts' | 'delegatedAdministrators'> {
  readonly accounts: readonly (Omit<OrganizationSpec['accounts'][number], 'joined'> & { readonly joinedAt: Date })[];
  readonly delegatedAdministrators: readonly (Omit<OrganizationSpec['delegatedAdministrators'][number], 'enabled'> & {
    readonly enabledAt: Date;
  })[];
}

/** One embedded account: the joined state of its services. */
export interface Account {
  readonly accountId: string;
  readonly partition: AccountSpec['partition'];
  readonly behaviour: Behaviour;
  readonly iam: IamState;
  readonly ssm: SsmState;
  readonly s3: S3State;
  readonly cloudwatch: CloudwatchState;
  readonly sns: SnsState;
  readonly securityHub: SecurityHubState;
  readonly eventBridge: EventBridgeState;
  readonly trails: AccountSpec['trails'];
  /** CloudTrail's event history. */
  readonly events: readonly Event[];
  readonly analyzers: readonly Analyzer[];
  /** What ValidatePolicy finds, by the text of the document. */
  readonly policyValidations: ReadonlyMap<string, PolicyValidation>;
  readonly instances: AccountSpec['instances'];
  readonly launchTemplates: AccountSpec['launchTemplates'];
  /** By Region. */
  readonly instanceMetadataDefaults: AccountSpec['instanceMetadataDefaults'];
  readonly workloads: readonly Workload[];
  readonly functions: readonly LambdaFunction[];
  readonly logGroups: readonly CreatedAt<AccountSpec['logGroups'][number]>[];
  readonly subnets: AccountSpec['subnets'];
  /** Those that KMS lists. */
  readonly keys: readonly CreatedAt<AccountSpec['keys'][number]>[];
  /** Undefined: in none. */
  readonly organization: Organization | undefined;
  /** Opt-in Regions that are switched on, beside those that always are. */
  readonly optedInRegions: readonly string[];
  /** Ids or `alias/...` of the KMS keys that may be named, those of `keys` among them, whatever the Region. */
  readonly kmsKeys: readonly string[];

  /** The credential of this access key id; undefined when it is not of this account. */
  credential(accessKeyId: string): Credential | undefined;
  /** Who signs with this access key id; undefined when it is not of this account. */
  callerOf(accessKeyId: string): Caller | undefined;
  /** Takes the session that AssumeRole has made, so that it can sign requests from now on. */
  addSession(session: Credential): void;
  /** Takes a user, group, role, policy or instance profile away while somebody reads. False: there is none. */
  remove(arn: string): boolean;
}

export interface AccountOptions {
  readonly behaviour: Behaviour;
  /** What ages in the account file are counted from. */
  readonly now: Date;
  /** Where the account is in its file, for refusals: `accounts[0]`. */
  readonly where: string;
}

/** Joins the states of an account's services. Throws an InvalidInputError that names the field for what cannot be. */
export function createAccount(spec: AccountSpec, { behaviour, now, where }: AccountOptions): Account {
  const { accountId, partition } = spec;
  const iam = buildIam(spec, { seed: behaviour.seed, now, where });
  refuseUnknownProfiles(spec, iam, where);
  refuseDuplicatesInRegion(spec.logGroups, where, 'logGroups', ({ name }) => name);
  refuseDuplicatesInRegion(spec.subnets, where, 'subnets', ({ id }) => id);
  refuseDuplicatesInRegion(spec.keys, where, 'keys', ({ id }) => id);
  const kmsKeys = keysToName(spec);
  const credentials = new Map(
    spec.credentials.map((credential, index) => [
      credential.accessKeyId,
      credentialOf(credential, iam, `${where}.credentials[${index}].as`),
    ]),
  );
  return {
    accountId,
    partition,
    behaviour,
    iam,
    ssm: createSsmState({
      parameters: spec.parameters,
      kmsKeys,
      where,
      now,
      createdBy: `arn:${partition}:iam::${accountId}:root`,
    }),
    s3: createS3State({ buckets: spec.buckets, publicAccessBlock: spec.accountPublicAccessBlock, now }),
    cloudwatch: createCloudwatchState(),
    sns: createSnsState((count) => uuid(behaviour.seed, `${accountId}/message/${count}`)),
    securityHub: createSecurityHubState(spec.securityHubRegions),
    eventBridge: createEventBridgeState((count) => uuid(behaviour.seed, `${accountId}/put-event/${count}`)),
    trails: spec.trails,
    events: spec.events.map(({ time, ...event }, index) => ({
      ...event,
      id: uuid(behaviour.seed, `${accountId}/event/${index}`),
      at: resolveTime(time, now),
    })),
    analyzers: spec.analyzers.map(({ created, findings, ...analyzer }) => ({
      ...analyzer,
      createdAt: resolveTime(created, now),
      findings: findings.map((finding, index) => ({
        ...finding,
        id: uuid(behaviour.seed, `${accountId}/${analyzer.region}/${analyzer.name}/finding/${index}`),
        owner: finding.owner ?? accountId,
        createdAt: resolveTime(finding.created, now),
      })),
    })),
    policyValidations: policyValidations(spec, where),
    instances: spec.instances,
    launchTemplates: spec.launchTemplates,
    instanceMetadataDefaults: spec.instanceMetadataDefaults,
    workloads: createWorkloads(spec, { iam, seed: behaviour.seed, now, where }),
    functions: createFunctions(spec, { iam, kmsKeys, seed: behaviour.seed, now, where }),
    logGroups: spec.logGroups.map((group) => dated(group, now)),
    subnets: spec.subnets,
    keys: spec.keys.map((key) => dated(key, now)),
    organization: spec.organization && {
      ...spec.organization,
      accounts: spec.organization.accounts.map(({ joined, ...member }) => ({
        ...member,
        joinedAt: resolveTime(joined, now),
      })),
      delegatedAdministrators: spec.organization.delegatedAdministrators.map(({ enabled, ...administrator }) => ({
        ...administrator,
        enabledAt: resolveTime(enabled, now),
      })),
    },
    optedInRegions: spec.optedInRegions,
    kmsKeys,
    credential: (accessKeyId) => credentials.get(accessKeyId),
    callerOf: (accessKeyId) => credentials.get(accessKeyId)?.caller,
    addSession(session) {
      credentials.set(session.accessKeyId, session);
    },
    remove: (arn) => iam.remove(arn),
  };
}

function dated<Item extends { readonly created: string }>({ created, ...item }: Item, now: Date): CreatedAt<Item> {
  return { ...item, createdAt: resolveTime(created, now) };
}

function keysToName({ kmsKeys, keys }: AccountSpec): readonly string[] {
  return [...kmsKeys, ...keys.flatMap(({ id, alias }) => (alias === undefined ? [id] : [id, alias]))];
}

function refuseUnknownProfiles({ instances }: AccountSpec, iam: IamState, where: string): void {
  const profiles = new Set(iam.content.instanceProfiles.map((profile) => profile.name));
  for (const [index, { id, instanceProfile }] of instances.entries()) {
    if (instanceProfile !== undefined) {
      const place = placeOf(where, 'instances', index, id);
      refuseUnknown(profiles, instanceProfile, `${place}.instanceProfile`, 'instance profile');
    }
  }
}
