import type { EscalationAccount } from './account.ts';
import { adminGoal, endingsOf } from './admin-goal.ts';
import { costOf, pathsByFirstHop } from './first-hops.ts';
import { type Graph, graphOf } from './graph.ts';
import { Teller } from './hops.ts';
import { type Link, type Links, linksOf } from './links.ts';
import type { Node } from './node.ts';
import type { EscalationPath, Hop } from './path.ts';
import type { StatementRef } from './removed.ts';
import { distancesTo, type Goal, type Mode, type Move } from './search.ts';
import { type Takeover, takeoversIn } from './takeovers.ts';
import { takersIn } from './takers.ts';

/** Who can become administrator in an account, and how. Everything is looked up when it is first asked for. */
export interface Escalation {
  /** Whether policies and boundary make the principal an administrator as they stand; such a one has no paths. */
  isAdmin(arn: string): boolean;
  /**
   * The ways in which a user or role becomes an administrator: one for each technique of a first hop, the shortest of it; where that is
   * conditional, also the shortest that is not. Shortest first, certain before conditional.
   */
  pathsFrom(arn: string): readonly EscalationPath[];
  /** The same for all users and roles that have paths, in the order of the account. */
  all(): ReadonlyMap<string, readonly EscalationPath[]>;
  /** The ways to one user or role, from another or from a point of entry. */
  pathsBetween(from: string, to: string): readonly EscalationPath[];
  /** The same from all others that have ways there: in the order of the account, points of entry last. */
  pathsTo(to: string): ReadonlyMap<string, readonly EscalationPath[]>;
  /** Whom trust policies let in from outside: ARNs and account ids as written, providers, `*`. `pathsFrom` takes them too. */
  readonly entryPoints: readonly string[];
  takeoversBy(arn: string): readonly Takeover[];
  /** Who can take over one of these users and roles, directly or by way of others who pass: each with whom it takes over next. */
  takersOf(targets: Iterable<string>, passes: (arn: string) => boolean): ReadonlyMap<string, string>;
  /**
   * The steps by which a user or role gets rid of its own permissions boundary: by dropping it, by another, or by another version of
   * the policy that it is. None where it has no boundary, and where it is an administrator in spite of it.
   */
  boundaryEscapesOf(arn: string): readonly Hop[];
  /** Whether some path was left out, because it has more hops than {@link MAX_HOPS}. */
  readonly isCut: boolean;
  readonly size: { readonly nodes: number; readonly lists: number; readonly edges: number };
}

/**
 * @param without statements that are taken for not there
 */
export function escalationOf(account: EscalationAccount, without: readonly StatementRef[] = []): Escalation {
  const graph = graphOf(account, without);
  const links = linksOf(graph);
  const byArn = new Map(graph.nodes.filter(({ original }) => original === null).map((node) => [node.arn, node]));
  const teller = new Teller();
  const takeoversOf = takeoversIn(graph, links, { byArn, teller });
  const toAdmin = pathsTo(graph, links, adminGoal(graph, links), true);
  const tellAll = (moves: ReturnType<typeof toAdmin.from>) =>
    moves.toSorted((a, b) => costOf(a) - costOf(b)).map((each) => teller.path(each));
  const told = new Map<Node, readonly EscalationPath[]>();
  const pathsFrom = (node: Node | undefined): readonly EscalationPath[] => {
    if (node === undefined || node.isAdmin) return [];
    const paths = told.get(node) ?? tellAll(toAdmin.from(node));
    told.set(node, paths);
    return paths;
  };
  return {
    isAdmin: (arn) => byArn.get(arn)?.isAdmin === true,
    pathsFrom: (arn) => pathsFrom(byArn.get(arn)),
    all: () =>
      new Map(
        graph.world.nodes.flatMap((node) => {
          const paths = node.actor === null ? [] : pathsFrom(node);
          return paths.length === 0 ? [] : [[node.arn, paths] as const];
        }),
      ),
    pathsBetween: (from, to) => {
      const [start, end] = [byArn.get(from), byArn.get(to)];
      if (start === undefined || end === undefined || start === end) return [];
      return tellAll(pathsTo(graph, links, nodeGoal(end), false).from(start));
    },
    pathsTo: (to) => {
      const end = byArn.get(to);
      if (end === undefined) return new Map();
      const toEnd = pathsTo(graph, links, nodeGoal(end), false);
      return new Map(
        Array.from(byArn.values()).flatMap((node) => {
          const paths = node === end ? [] : tellAll(toEnd.from(node));
          return paths.length === 0 ? [] : [[node.arn, paths] as const];
        }),
      );
    },
    entryPoints: graph.nodes.filter(({ principal }) => principal === null).map(({ arn }) => arn),
    takeoversBy: (arn) => {
      const node = byArn.get(arn);
      return node === undefined ? [] : takeoversOf(node);
    },
    takersOf: (targets, passes) => takersIn(graph, links, targets, passes),
    boundaryEscapesOf: (arn) => {
      const node = byArn.get(arn);
      return node === undefined ? [] : boundaryEscapes(graph, links, node).map((move) => teller.hop(move));
    },
    get isCut() {
      return toAdmin.isCut;
    },
    size: { nodes: graph.nodes.length, lists: links.lists.length, edges: links.edgeCount },
  };
}

function pathsTo(graph: Graph, links: Links, goal: Goal, isAdminSought: boolean) {
  const search = (mode: Mode) => distancesTo(graph, links, mode, goal);
  const distances = { certain: search('certain'), all: search('all') };
  return {
    isCut: distances.all.isCut,
    from: pathsByFirstHop(graph, links, distances, { isAdminSought }),
  };
}

function nodeGoal(end: Node): Goal {
  return {
    isReached: (node) => node === end || node.original === end,
    endingOf: () => null,
    detourOf: () => null,
  };
}

function boundaryEscapes(graph: Graph, links: Links, node: Node): readonly Move[] {
  if (node.principal?.holder.boundary === undefined) return [];
  const endings = endingsOf(graph, links, node, 'all').filter(({ link }) => isUnbinding(link));
  const changes = links.from(node).flatMap((link): Move[] => {
    const to = graph.nodes[link.list.members[0] ?? -1];
    return to?.original === node && to.actor?.holder.boundary === undefined ? [{ link, to }] : [];
  });
  return [...endings.filter(({ to }) => to === node), ...changes];
}

function isUnbinding({ step }: Link): boolean {
  return step.technique.way.kind === 'unbind';
}
