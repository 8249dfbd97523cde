import type { EscalationAccount } from './account.ts';
import type { ActorClass } from './actor.ts';
import { entryPointsOf } from './entry-points.ts';
import { isAdminWhenRewritten, isEditable, isIdentityCenter, type Node } from './node.ts';
import type { StatementRef } from './removed.ts';
import { isEmpty, type Step } from './step.ts';
import { assumingOf } from './steps/assuming.ts';
import { instanceProfilesOf } from './steps/instance-profiles.ts';
import { passingSteps } from './steps/passing.ts';
import { type Rewritable, rewritingBy } from './steps/rewriting.ts';
import { finishingSteps, permissionSetSteps, rewritingSteps } from './steps/rewriting-steps.ts';
import { NOBODY, type Taking, takingSteps, takings } from './steps/taking.ts';
import { trustingRoles } from './steps/trusted.ts';
import { usingSteps } from './steps/using.ts';
import { Universe } from './targets.ts';
import { techniqueOf } from './techniques.ts';
import { type Variant, variantsOf } from './variants.ts';
import { type World, worldOf } from './world.ts';

/** Who can do what to whom. Steps are of classes of principals and on lists of targets, so that there are few of them. */
export interface Graph {
  readonly world: World;
  /** By their index: the principals of the account, what they can make of themselves, and those outside. */
  readonly nodes: readonly Node[];
  stepsOf(node: Node): readonly Step[];
}

export function graphOf(account: EscalationAccount, removed: readonly StatementRef[] = []): Graph {
  const world = worldOf(account, removed);
  const nodes = [...world.nodes];
  let count = nodes.length;
  const nextIndex = () => count++;
  const trusting = trustingRoles(world);
  const profiles = instanceProfilesOf(world);
  const assuming = assumingOf(world);
  const take = takings(world);
  const rewrite = rewritingBy(world, world);
  const finishing = finishingSteps(rewrite);
  const ofClass: readonly ((actor: ActorClass) => readonly Step[])[] = [
    rewritingSteps(rewrite),
    (actor) => finishing(actor, (access) => (access === 'assume' ? assuming.ofClass(actor) : take(actor, access))),
    takingSteps(world),
    (actor) => assumingStep(assuming.ofClass(actor)),
    permissionSetSteps(world),
    passingSteps(world, trusting, profiles),
    usingSteps(world, trusting, profiles),
  ];

  const classSteps = new Map<string, readonly Step[]>();
  const stepsOfClass = (actor: ActorClass): readonly Step[] => {
    if (!actor.isCapable) return NONE;
    const steps = classSteps.get(actor.key) ?? ofClass.flatMap((find) => find(actor));
    classSteps.set(actor.key, steps);
    return steps;
  };

  const ownSteps = new Map<Node, Step[]>();
  const give = (node: Node, steps: readonly Step[]) => {
    if (steps.length > 0) ownSteps.set(node, [...(ownSteps.get(node) ?? []), ...steps]);
  };
  for (const node of world.nodes) {
    const { actor } = node;
    if (actor === null || node.isAdmin) continue;
    // Now, because what is judged of the class is at hand for the node's own steps.
    stepsOfClass(actor);
    const named = assuming.ofNode(node);
    if (!isEmpty(named)) {
      give(node, assumingStep(named));
      if (actor.isCapable)
        give(
          node,
          finishing(actor, (access) => (access === 'assume' ? named : NOBODY)),
        );
    }
    for (const changed of variantsOf(world, node, nextIndex)) {
      nodes.push(changed.node);
      give(node, [changed.step]);
      const ofItself = rewritingSteps(rewritingBy(world, onlyOf(world, changed)));
      give(changed.node, ofItself(changed.node.actor ?? actor));
    }
  }
  for (const { node, steps } of entryPointsOf(world, nextIndex)) {
    nodes.push(node);
    give(node, steps);
  }

  return {
    world,
    nodes,
    stepsOf: (node) => {
      const own = ownSteps.get(node) ?? NONE;
      // An administrator needs no path.
      if (node.actor === null || node.isAdmin) return own;
      return [...stepsOfClass(node.actor), ...own];
    },
  };
}

const NONE: readonly Step[] = [];

/** One step for one taking: many who are let in alike have it between them. */
function assumingStep(taking: Taking): readonly Step[] {
  const known = assumingSteps.get(taking);
  if (known !== undefined) return known;
  const steps: readonly Step[] = isEmpty(taking)
    ? []
    : [{ technique: techniqueOf('sts-001'), effect: 'become', ...taking }];
  assumingSteps.set(taking, steps);
  return steps;
}

const assumingSteps = new WeakMap<Taking, readonly Step[]>();

/** The account as far as one principal can rewrite itself, once it has changed. */
function onlyOf(world: World, { node: variant, holder, joined }: Variant): Rewritable {
  const isUser = variant.principal?.kind === 'user';
  const original = variant.original ?? variant;
  const groups = [...world.groupsOf(original), ...(joined === null ? [] : [joined])];
  return {
    users: new Universe(isUser ? [variant] : []),
    editableRoles: new Universe(!isUser && isEditable(variant) && !isIdentityCenter(variant) ? [variant] : []),
    groups: new Universe(groups.map((target) => ({ ...target, members: [variant] }))),
    policies: new Universe(world.policiesHeldBy(original).map((target) => ({ ...target, holders: [variant] }))),
    isAdminWhenRewritten: () => isAdminWhenRewritten(holder),
    holderOf: () => holder,
  };
}
