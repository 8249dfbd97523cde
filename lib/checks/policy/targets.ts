import { completeArn } from '../../policy/arn.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { ResourceType } from '../../policy/catalogue/catalogue-service.ts';
import { withAnyValue } from '../../policy/evaluate/variables.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { oncePer, remembered } from '../once.ts';

/** The patterns of ARNs that stand together for the resources of one type, of whatever account: `arn:*:iam::*:role/*`. */
export type Target = readonly string[];

/** What an action acts on. */
export interface Targets {
  /** One for each type of resource that it always needs; where it needs none, one for all that it takes; `*` where it takes none. */
  readonly needed: readonly Target[];
  /** The ARNs that a policy can name for it, as AWS writes them, see {@link inAccount}. None for an action that takes no resource. */
  readonly formats: readonly string[];
}

/** The same object for actions that act on the same. */
export function targetsOf(actionNumber: number): Targets {
  known[actionNumber] ??= targetsOfTypes(catalogue.resourceTypes(actionNumber));
  return known[actionNumber];
}

const known: Targets[] = [];

const targetsOfTypes = oncePer((all: readonly ResourceType[]): Targets => {
  const types = typesNeeded(all);
  const patterns = types.map(({ arnFormats }) => arnFormats.map(withAnyValue));
  const areRequired = types.some((type) => type.required);
  const needed = types.length === 0 ? EVERYTHING : areRequired ? patterns : [patterns.flat()];
  return { needed, formats: types.flatMap(({ arnFormats }) => arnFormats) };
});

/** Of an action that acts on no resource in particular. */
const EVERYTHING: readonly Target[] = [['*']];

/** A format of {@link Targets} with what is known of the account in its place: `arn:aws:iam::111122223333:role/${RoleNameWithPath}`. */
export const inAccount = oncePer(({ partition, accountId }: Snapshot['account']) =>
  remembered((format: string) => format.replaceAll(PARTITION, partition).replaceAll(ACCOUNT, accountId)),
);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: as the catalogue writes them
const PARTITION = '${Partition}';
const ACCOUNT = '${Account}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as the catalogue writes them

/** Those always needed, else all. Access points are left out where they are another way to the same objects or buckets. */
function typesNeeded(types: readonly ResourceType[]): readonly ResourceType[] {
  const required = types.filter((type) => type.required);
  if (required.length > 0) return required;
  const direct = types.filter(({ name }) => !name.startsWith('accesspoint'));
  return direct.length > 0 ? direct : types;
}

/** A Resource of a policy with `*` in the place of the account and its partition, to compare it with a {@link Target}: they confine nothing. */
export function inAnyAccount(resource: string, { partition, accountId }: Snapshot['account']): string {
  const [scheme, ofPartition, service, region, ofAccount, ...rest] = completeArn(resource).split(':');
  if (scheme !== 'arn' || rest.length === 0) return resource;
  const open = (part: string | undefined, own: string) => (part === own ? '*' : part);
  return [scheme, open(ofPartition, partition), service, region, open(ofAccount, accountId), ...rest].join(':');
}
