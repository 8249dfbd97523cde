import type { StoredDocument } from '../../../../snapshot/snapshot.ts';
import type { PageGroup, PagePrincipal } from '../../page-data.ts';
import type { Model } from './model.ts';
import { policiesOf } from './statements.ts';

/** One policy that somebody holds. */
export interface Holding {
  readonly key: string;
  readonly kind: 'managed' | 'inline' | 'boundary';
  readonly name: string;
  /** Of a managed policy. */
  readonly arn: string | null;
  /** The group that it is held through; null: it is held directly. */
  readonly through: PageGroup | null;
  /** null: the snapshot does not hold it. */
  readonly text: StoredDocument | null;
  /** Indexes of the statements that findings name. */
  readonly named: ReadonlySet<number>;
}

/** What a user or role holds: its own policies, those of its groups, and its boundary. */
export function holdingsOf(model: Model, principal: PagePrincipal): readonly Holding[] {
  const groups = principal.groups.flatMap((arn) => model.groupByArn.get(arn) ?? []);
  const boundary = principal.boundaryArn === null ? [] : [managed(model, principal.boundaryArn, 'boundary')];
  const held = [...heldBy(model, principal), ...groups.flatMap((group) => heldBy(model, group)), ...boundary];
  return withNamed(model, principal.arn, held);
}

/** The same of a group. */
export function holdingsOfGroup(model: Model, group: PageGroup): readonly Holding[] {
  const held = heldBy(model, group).map((holding) => ({ ...holding, through: null }));
  return withNamed(model, group.arn, held);
}

type Held = Omit<Holding, 'named'>;

function heldBy(model: Model, holder: PagePrincipal | PageGroup): readonly Held[] {
  const through = 'kind' in holder ? null : holder;
  return [
    ...holder.attached.map((arn) => ({ ...managed(model, arn, 'managed'), through })),
    ...holder.inline.map(({ name, document }) => ({
      key: `inline ${holder.arn} ${name}`,
      kind: 'inline' as const,
      name,
      arn: null,
      through,
      text: document.text,
    })),
  ];
}

function managed(model: Model, arn: string, kind: 'managed' | 'boundary'): Held {
  const policy = model.policyByArn.get(arn);
  return { key: arn, kind, name: policy?.name ?? arn, arn, through: null, text: policy?.document?.text ?? null };
}

/** Statements that the findings on the holder and on the policies themselves name. */
function withNamed(model: Model, holderArn: string, held: readonly Held[]): readonly Holding[] {
  const arns = new Set([holderArn, ...held.flatMap(({ arn, through }) => [arn ?? [], through?.arn ?? []].flat())]);
  const named = new Map<string, Set<number>>();
  for (const finding of [...arns].flatMap((arn) => model.findingsByArn.get(arn) ?? [])) {
    if (finding.status === 'resolved') continue;
    for (const { key, statements } of policiesOf(model, finding))
      named.set(key, new Set([...(named.get(key) ?? []), ...statements]));
  }
  return held.map((holding) => ({ ...holding, named: named.get(holding.key) ?? new Set() }));
}
