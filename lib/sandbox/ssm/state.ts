import type { ParameterType } from '@aws-sdk/client-ssm';
import type { AccountSpec } from '../account-file.ts';
import { isKnownKey } from '../kms-keys.ts';
import { refuse } from '../refusal.ts';
import { resolveTime } from '../time.ts';

/** One version of a parameter. The value is held in plain text; encryption is acted out when it is read. */
export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  /** Of a SecureString: the key as the writer named it. */
  readonly keyId: string | undefined;
  readonly tier: 'Standard' | 'Advanced';
  readonly dataType: string;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly modifiedAt: Date;
  /** ARN of the writer. */
  readonly modifiedBy: string;
  readonly labels: Set<string>;
}

export interface StoredParameter {
  readonly name: string;
  /** Oldest first, never empty; the last one is what GetParameter answers. */
  versions: readonly ParameterVersion[];
}

/** Parameters by name. */
export type ParameterStore = Map<string, StoredParameter>;

/** The Parameter Store of one account: a store for each Region, as in AWS. */
export interface SsmState {
  inRegion(region: string): ParameterStore;
}

export interface SsmSeed {
  /** By name. Those for which the account file names no Region are in every one. */
  readonly parameters: AccountSpec['parameters'];
  /** Keys that a SecureString may be encrypted with, beside AWS's own for the service. */
  readonly kmsKeys: readonly string[];
  readonly now: Date;
  /** Where the account is in its file, for refusals. */
  readonly where: string;
  /** ARN that is said to have written them. */
  readonly createdBy: string;
}

/** Refuses a SecureString whose key the account does not have. */
export function createSsmState(seed: SsmSeed): SsmState {
  const seeded = Object.entries(seed.parameters).map(([name, parameter]) => seededParameter(name, parameter, seed));
  const stores = new Map<string, ParameterStore>();
  return {
    inRegion(region) {
      const store = stores.get(region) ?? storeOf(seeded, region);
      stores.set(region, store);
      return store;
    },
  };
}

type SeededParameter = ReturnType<typeof seededParameter>;

function storeOf(seeded: readonly SeededParameter[], region: string): ParameterStore {
  const here = seeded.filter((parameter) => (parameter.region ?? region) === region);
  return new Map(here.map(({ name, first }) => [name, { name, versions: [first] }]));
}

function seededParameter(
  name: string,
  parameter: AccountSpec['parameters'][string],
  { kmsKeys, createdBy, now, where }: SsmSeed,
) {
  const { value, type, region, keyId, modified } =
    typeof parameter === 'string' ? { ...plain, value: parameter } : parameter;
  if (type === 'SecureString' && !isKnownKey(keyId, kmsKeys, plain.keyId)) {
    refuse(`${where}.parameters (${name}).keyId`, `there is no key "${keyId}" in this account`);
  }
  const first: ParameterVersion = {
    version: 1,
    value,
    type,
    keyId: type === 'SecureString' ? keyId : undefined,
    tier: 'Standard',
    dataType: 'text',
    description: undefined,
    allowedPattern: undefined,
    modifiedAt: modified === undefined ? now : resolveTime(modified, now),
    modifiedBy: createdBy,
    labels: new Set(),
  };
  return { name, region, first };
}

/** What a parameter is of which the account file says its value alone. */
const plain = { type: 'String', region: undefined, keyId: 'alias/aws/ssm', modified: undefined } as const;
