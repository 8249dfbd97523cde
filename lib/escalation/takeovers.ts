import type { Graph } from './graph.ts';
import type { Teller } from './hops.ts';
import type { Link, Links, TargetList } from './links.ts';
import type { Node } from './node.ts';
import type { Hop } from './path.ts';

/** Others whom a principal can take over in one step, by one technique. */
export interface Takeover {
  readonly technique: string;
  readonly conditional: boolean;
  /** ARNs, the principal's own left out. Those who can take over the same others have one list between them. */
  readonly targets: readonly string[];
  /** The step to one of the targets, in words and with its statements. */
  hopTo(target: string): Hop;
}

/** There can be thousands of targets, of thousands of principals: they are listed when somebody asks. */
export function takeoversIn(
  graph: Graph,
  links: Links,
  { byArn, teller }: { readonly byArn: ReadonlyMap<string, Node>; readonly teller: Teller },
): (node: Node) => readonly Takeover[] {
  const known = new Map<TargetList, readonly string[]>();
  const arnsOf = (list: TargetList): readonly string[] => {
    const arns = known.get(list) ?? Array.from(list.members, (member) => graph.nodes[member]?.arn ?? '');
    known.set(list, arns);
    return arns;
  };
  const takeover = (link: Link): Takeover => {
    const { from, step, isCertain, list } = link;
    return {
      technique: step.technique.id,
      conditional: !isCertain,
      get targets() {
        const arns = arnsOf(list);
        return links.has(list, from.index) ? arns.filter((arn) => arn !== from.arn) : arns;
      },
      hopTo: (target) => {
        const to = byArn.get(target);
        if (to === undefined || to === from || !links.has(list, to.index))
          throw new RangeError(`${target} is none of the targets`);
        return teller.hop({ link, to });
      },
    };
  };
  // What a principal makes of itself is nobody else.
  const isOther = (from: Node, member: number) => graph.nodes[member]?.arn !== from.arn;
  return (node) =>
    links.from(node).flatMap((link) => (link.list.members.some((each) => isOther(node, each)) ? [takeover(link)] : []));
}
