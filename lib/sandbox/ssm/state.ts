import type { ParameterType } from '@aws-sdk/client-ssm';

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
  /** Name to value. The account file names no Region for them, so they are in every Region. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  /** ARN that is said to have written them. */
  readonly createdBy: string;
}

export function createSsmState(seed: SsmSeed): SsmState {
  const stores = new Map<string, ParameterStore>();
  return {
    inRegion(region) {
      const store = stores.get(region) ?? seededStore(seed);
      stores.set(region, store);
      return store;
    },
  };
}

function seededStore({ parameters, createdAt, createdBy }: SsmSeed): ParameterStore {
  return new Map(
    Object.entries(parameters).map(([name, value]) => {
      const first: ParameterVersion = {
        version: 1,
        value,
        type: 'String',
        keyId: undefined,
        tier: 'Standard',
        dataType: 'text',
        description: undefined,
        allowedPattern: undefined,
        modifiedAt: createdAt,
        modifiedBy: createdBy,
        labels: new Set(),
      };
      return [name, { name, versions: [first] }];
    }),
  );
}
