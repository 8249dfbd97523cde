import type { z } from 'zod';
import type { coverageSources } from './coverage-schema.ts';
import type { snapshotSchema } from './schema.ts';

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** One account as it was read, see {@link snapshotSchema}. Immutable: whatever adds to it makes a new one. */
export type Snapshot = DeepReadonly<z.infer<typeof snapshotSchema>>;

export type User = Snapshot['users'][number];
export type Group = Snapshot['groups'][number];
export type Role = Snapshot['roles'][number];
export type ManagedPolicy = Snapshot['policies'][number];
export type InlinePolicy = User['inlinePolicies'][number];
export type StoredDocument = InlinePolicy['document'];
export type CredentialReportRow = NonNullable<Snapshot['credentialReport']>['rows'][number];
export type LastAccessedReport = Snapshot['lastAccessed'][string];
export type AnalyzerFindings = NonNullable<Snapshot['analyzerFindings']>;
export type PolicyValidations = NonNullable<Snapshot['policyValidations']>;
export type PolicyReference = PolicyValidations[number]['policies'][number];
export type PrincipalEvents = Snapshot['principalEvents'][string];
export type LambdaFunction = NonNullable<Snapshot['functions']>['items'][number];
export type FunctionAccess = NonNullable<Snapshot['functionAccess']>[number];
export type Bucket = NonNullable<Snapshot['buckets']>[number];
export type BucketSettings = NonNullable<Snapshot['bucketSettings']>[number];
export type KmsKey = NonNullable<Snapshot['kmsKeys']>['items'][number];
export type KeyRotation = NonNullable<Snapshot['keyRotation']>[number];
export type Instance = NonNullable<Snapshot['instances']>['items'][number];
export type LaunchTemplate = NonNullable<Snapshot['launchTemplates']>['items'][number];
export type Workloads = NonNullable<Snapshot['workloads']>[number];
export type WorkloadKind = Workloads['kind'];
export type CoverageRecord = Snapshot['coverage'][number];
export type CoverageSource = (typeof coverageSources)[number];
