import { catalogue } from '../policy/catalogue/catalogue.ts';
import { parsePrincipal } from '../policy/evaluate/principal.ts';
import type { Statement } from '../policy/statement.ts';
import { statementsOn } from '../policy/statements-on.ts';
import type { Node } from './node.ts';
import type { Step } from './step.ts';
import { techniqueOf } from './techniques.ts';
import type { TrustClass } from './trusts.ts';
import type { World } from './world.ts';

/** Somebody outside who can become roles, as the trust policies name it: an ARN, an account, a provider, or `*`. */
export interface EntryPoint {
  readonly node: Node;
  readonly steps: readonly Step[];
}

const ENTRANCES = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].map((name) => ({
  action: name.toLowerCase(),
  actionNumber: catalogue.actionNumber(name),
}));

/**
 * Whom trust policies let in from other accounts and from identity providers. What they ask of whoever comes is not judged here, as
 * `checks/trust` does: with conditions, or with a Deny beside, the step is conditional.
 */
export function entryPointsOf(world: World, nextIndex: () => number): readonly EntryPoint[] {
  const entrances = new Map<string, Entrance[]>();
  for (const trust of world.trustClasses) {
    for (const [name, statements] of entrancesOf(trust, world.ofAccount.accountId)) {
      const list = entrances.get(name) ?? [];
      entrances.set(name, list);
      list.push({ trust, statements });
    }
  }
  return Array.from(entrances, ([name, led]) => {
    const node: Node = { index: nextIndex(), arn: name, principal: null, actor: null, isAdmin: false, original: null };
    return { node, steps: [stepThrough(led)] };
  });
}

interface Entrance {
  readonly trust: TrustClass;
  readonly statements: readonly Statement[];
}

function entrancesOf({ policy }: TrustClass, accountId: string): ReadonlyMap<string, readonly Statement[]> {
  const found = new Map<string, Statement[]>();
  for (const statement of new Set(ENTRANCES.flatMap((asked) => statementsOn(policy, 'Allow', asked)))) {
    const { principals, notPrincipals } = statement;
    const outside = (principals?.aws ?? []).filter((name) => isOutside(name, accountId));
    const everybody = principals?.any === true || notPrincipals !== null ? ['*'] : [];
    for (const name of [...outside, ...everybody, ...(principals?.federated ?? [])]) {
      const list = found.get(name);
      if (list) list.push(statement);
      else found.set(name, [statement]);
    }
  }
  return found;
}

function isOutside(name: string, accountId: string): boolean {
  const principal = parsePrincipal(name);
  return principal !== null && 'accountId' in principal && principal.accountId !== accountId;
}

function stepThrough(entrances: readonly Entrance[]): Step {
  const isSure = ({ trust, statements }: Entrance) =>
    trust.policy.statements.every(({ effect }) => effect === 'Allow') &&
    statements.some(({ conditions }) => conditions.length === 0);
  const byRole = new Map(
    entrances.flatMap((entrance) => entrance.trust.roles.map((role) => [role, entrance] as const)),
  );
  const rolesOf = (led: readonly Entrance[]) => led.flatMap(({ trust }) => trust.roles);
  return {
    technique: techniqueOf('sts-001'),
    effect: 'become',
    certain: rolesOf(entrances.filter(isSure)),
    possible: rolesOf(entrances.filter((entrance) => !isSure(entrance))),
    prove: (role) => {
      const entrance = byRole.get(role);
      if (entrance === undefined) return { permits: [], trusts: [], doubts: [] };
      const { trust, statements } = entrance;
      const denies = trust.policy.statements.filter(({ effect }) => effect === 'Deny');
      const concerned = [...statements, ...denies];
      const unknownKeys = [...new Set(concerned.flatMap(({ conditions }) => conditions.map(({ key }) => key)))];
      return { permits: [], trusts: [{ role, statements, concerned, unknownKeys }], doubts: [] };
    },
  };
}
