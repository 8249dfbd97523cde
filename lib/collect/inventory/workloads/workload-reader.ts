import type { Aws } from '../../../aws/aws.ts';
import type { WorkloadKind } from '../../../snapshot/snapshot.ts';
import type { Owner } from '../instances.ts';

/** How the resources of one kind are read that run with a role. */
export interface WorkloadReader {
  readonly kind: WorkloadKind;
  /** Whom the roles trust that such resources have: where no role does, there is none. */
  readonly service: string;
  /** The service has no endpoint in some Regions; there none of its resources can be. */
  readonly isInSomeRegions?: boolean;
  /** The resources of a Region; those without a role count for nothing. */
  read(asking: RegionAsking): Promise<readonly Workload[]>;
}

export interface Workload {
  readonly arn: string | undefined;
  readonly roleArn: string | undefined;
}

/** What a kind is read with in one Region. */
export interface RegionAsking {
  readonly aws: Aws;
  readonly region: string;
  readonly owner: Owner;
  /**
   * Asks about each of the items by itself, where no list says it: as many in a night as the kind is allowed. Those that are gone
   * since the list was made are left out; those that could not be asked about make the Region incomplete.
   */
  each<Item, Answer>(
    items: readonly Item[],
    ask: (item: Item) => Promise<readonly Answer[]>,
  ): Promise<readonly Answer[]>;
}
