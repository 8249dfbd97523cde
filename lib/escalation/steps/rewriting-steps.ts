import type { ActorClass } from '../actor.ts';
import { chanceAnywhere, permitAnywhere } from '../anywhere.ts';
import { intersect, minus, union } from '../lists.ts';
import { isEmpty, type Proof, type Step } from '../step.ts';
import type { Technique } from '../technique.ts';
import { techniques } from '../techniques.ts';
import type { World } from '../world.ts';
import { doubtsOf } from './doubts.ts';
import type { Change, Rewriter } from './rewriting.ts';
import type { Taking } from './taking.ts';
import { wantedOn } from './wanted.ts';

/** To rewrite the policies of somebody, and whether the technique also takes it over. */
interface RewritingTechnique {
  readonly technique: Technique;
  readonly change: Change;
  readonly access: 'assume' | 'new-key' | 'trust' | null;
}

const rewritingTechniques: readonly RewritingTechnique[] = techniques.flatMap((technique): RewritingTechnique[] => {
  const { way } = technique;
  switch (way.kind) {
    case 'rewrite':
      return [{ technique, change: way.by, access: way.access ?? null }];
    case 'revive':
      return [{ technique, change: 'revive', access: null }];
    case 'unbind': {
      const change = { of: way.of, by: way.by };
      return [
        { technique, change, access: null },
        ...(way.of === 'role' ? [{ technique, change, access: 'assume' as const }] : []),
      ];
    }
    default:
      return [];
  }
});

/** What a class can do to the policies of those whom it is or controls. */
export function rewritingSteps(rewrite: Rewriter): (actor: ActorClass) => readonly Step[] {
  return (actor) =>
    rewritingTechniques.flatMap(({ technique, change, access }) => {
      const [first] = technique.needs;
      if (access !== null || first === undefined || !actor.mayAllow(first.action)) return [];
      const step: Step = { technique, effect: 'rewrite', ...rewrite(actor, change) };
      return isEmpty(step) ? [] : [step];
    });
}

/** How others are taken over, by the techniques that rewrite them first. */
export type Takings = (access: 'assume' | 'new-key' | 'trust') => Taking;

/** What a class can do to others, whom it takes over in the same step. */
export function finishingSteps(rewrite: Rewriter): (actor: ActorClass, takings: Takings) => readonly Step[] {
  return (actor, takings) =>
    rewritingTechniques.flatMap(({ technique, change, access }) => {
      const [first] = technique.needs;
      if (access === null || first === undefined || !actor.mayAllow(first.action)) return [];
      const taking = takings(access);
      if (isEmpty(taking)) return [];
      const step: Step = { technique, effect: 'finish', ...both(rewrite(actor, change), taking) };
      return isEmpty(step) ? [] : [step];
    });
}

/** What both reach; certain where both are. */
function both(one: Taking, other: Taking): Taking {
  const certain = intersect(one.certain, other.certain);
  const all = intersect(union(one.certain, one.possible), union(other.certain, other.possible));
  return {
    certain,
    possible: minus(all, certain),
    prove: (node): Proof => {
      const [first, second] = [one.prove(node), other.prove(node)];
      return {
        permits: [...first.permits, ...second.permits],
        trusts: [...first.trusts, ...second.trusts],
        doubts: [...first.doubts, ...second.doubts],
      };
    },
  };
}

/** Permission sets: a new one is for whoever makes it; the others for those who hold a role of Identity Center. */
export function permissionSetSteps(world: World): (actor: ActorClass) => readonly Step[] {
  const everybody = world.nodes.filter((node) => node.actor !== null && !node.isAdmin);
  const assigned = world.identityCenterRoles.items.filter((node) => !node.isAdmin && world.isAdminWhenRewritten(node));
  const ways = techniques.flatMap((technique) =>
    technique.way.kind === 'permission-set'
      ? [
          {
            technique,
            possible: technique.way.isNew ? everybody : assigned,
            wanted: [...wantedOn(world, technique, 'any'), ...wantedOn(world, technique, 'permission-set')],
          },
        ]
      : [],
  );
  return (actor) =>
    ways.flatMap(({ technique, possible, wanted }) => {
      if (possible.length === 0 || chanceAnywhere(world.judge, actor, wanted) === null) return [];
      const prove = (): Proof => {
        const permit = permitAnywhere(world.judge, actor, wanted);
        return { permits: permit === null ? [] : [permit], trusts: [], doubts: doubtsOf(world, technique) };
      };
      return [{ technique, effect: 'rewrite', certain: [], possible, prove }];
    });
}
