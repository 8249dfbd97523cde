import type { Graph } from './graph.ts';
import type { Links, TargetList } from './links.ts';

/**
 * The users and roles that can take over one of `targets`, in one step or by way of each other: each with the one that it takes over
 * next, the nearest to the targets first.
 *
 * @param targets ARNs
 * @param passes who is looked at: the others are no way to anybody
 */
export function takersIn(
  graph: Graph,
  links: Links,
  targets: Iterable<string>,
  passes: (arn: string) => boolean,
): ReadonlyMap<string, string> {
  const nodesByArn = Map.groupBy(graph.nodes, ({ arn }) => arn);
  const takers = new Map<string, string>();
  const entered = new Set<TargetList>();
  const reached = new Set(targets);
  // Those who are added while it is walked through are walked through as well.
  for (const arn of reached) {
    for (const { index } of nodesByArn.get(arn) ?? []) {
      for (const list of links.listsWith(index)) {
        if (entered.has(list)) continue;
        entered.add(list);
        for (const { from } of links.into(list)) {
          const isAsItStands = from.principal !== null && from.original === null;
          if (!isAsItStands || reached.has(from.arn) || !passes(from.arn)) continue;
          reached.add(from.arn);
          takers.set(from.arn, arn);
        }
      }
    }
  }
  return takers;
}
