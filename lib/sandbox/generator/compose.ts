import type { Chance } from './chance.ts';
import {
  type Boundless,
  type Composition,
  type Mistake,
  type Store,
  stores,
  type Wide,
  type WithoutMfa,
} from './meaning.ts';
import { allServices, closedService, type EverydayService, everyday, namesAll, onlyOfAws } from './services.ts';

/** What one statement is to allow. */
export interface Allowance {
  readonly services: readonly string[];
  readonly level: 'read' | 'write' | 'full';
  /** Nobody put conditions to it, as AWS does not to most of its own. */
  readonly isUnconditional?: boolean;
  /** The only Regions where it holds, and what says so. */
  readonly confined?: { readonly by: 'condition' | 'resource'; readonly regions: readonly string[] };
}

const version = '2012-10-17';

/** What people without MFA make of a policy that does not speak of it. */
export const fromAnywhere: WithoutMfa = { from: 'anywhere', harmless: new Set(), denies: new Set() };

/** Confines it to resources with a tag, and so is as good as naming them. */
const onTagged = { StringEquals: { 'aws:ResourceTag/team': 'platform' } };

/** Conditions that people write and that leave everything granted somewhere. */
const conditions = [
  onTagged,
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg11' } },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:111122223333:function:*' } },
] as const;

/** A policy that names the services it allows. */
export function allowing(chance: Chance, allowances: readonly Allowance[]): Composition {
  const conditions = allowances.map((allowance) => conditionOf(chance, allowance));
  const statements = allowances.map((allowance, index) => ({
    ...(chance.isTrue(0.4) && { Sid: `Part${index}` }),
    Effect: 'Allow',
    Action: oneOrMore(chance, actionsOf(allowance)),
    Resource: resourceOf(chance, allowance),
    ...conditions[index],
  }));
  const written = oneOrMore(chance, statements);
  const unlimited = allowances.filter(({ confined }, index) => !confined && !conditions[index]?.Condition);
  const confinements = allowances.map(({ confined }) => confined?.regions);
  return composition(written, {
    boundless: allowances.flatMap((allowance, index) => boundlessIn(allowance, index, conditions[index]?.Condition)),
    mistakes: statements.flatMap(({ Action }, index) =>
      closedIn(Action, written === statements ? `/Statement/${index}` : '/Statement'),
    ),
    grants: naming(allowances.flatMap(({ services }) => services)),
    confinedTo: confinements.every((regions) => regions !== undefined) ? [...new Set(confinements.flat())] : null,
    wide: allowances.flatMap((allowance, index) => wideIn(allowance, conditions[index]?.Condition)),
    reads: storesIn(unlimited.flatMap(({ services }) => services)),
    withoutMfa: {
      ...fromAnywhere,
      harmless: new Set(
        allowances.some(({ services, level }) => services.includes('sts') && level === 'full') ? [] : ['sts'],
      ),
    },
    assumes: allowances.some(({ services, level }) => services.includes('sts') && level !== 'read') ? 'any' : [],
  });
}

/** A policy of these actions, written as they are, on everything; `services` are those that they name. */
export function listing(services: readonly string[], actions: readonly string[]): Composition {
  const unlimited = services.filter(
    (service) => actions.includes(`${service}:Get*`) || actions.includes(`${service}:*`),
  );
  const whole = services.filter((service) => actions.some((pattern) => namesAll(service, pattern)));
  return composition([allow({ Action: actions })], {
    grants: naming(services),
    boundless: [{ statement: 0, actions, when: 'always' }],
    wide: whole.map((service) => ({ what: 'service', service, when: 'always' })),
    reads: storesIn(unlimited),
  });
}

/** Allows to pass roles to services, and with that nothing of IAM whose use AWS records; and some actions beside it. */
export function passingRoles(services: readonly string[], actions: readonly string[]): Composition {
  return {
    ...listing([...services, 'iam'], [...actions, 'iam:PassRole']),
    unrecorded: new Set(['iam']),
    wide: [{ what: 'passing', when: 'always' }],
  };
}

/** Allows everything. */
export const everything = composition([allow({ Action: '*' })], {
  grants: new Map(allServices.map((service) => [service, 'wildcard'] as const)),
  boundless: [{ statement: 0, actions: ['*'], when: 'always' }],
  wide: [{ what: 'everything', when: 'always' }],
  reads: new Set(stores),
  assumes: 'any',
});

/** Allows everything but some services; of them, these actions after all. */
export function everythingBut(services: readonly string[], exceptions: readonly string[]): Composition {
  const others = allServices.filter((service) => !services.includes(service));
  const statements = [
    allow({ NotAction: services.map((service) => `${service}:*`) }),
    ...(exceptions.length > 0 ? [allow({ Action: exceptions })] : []),
  ];
  return composition(statements, {
    grants: new Map([
      ...others.map((service) => [service, 'wildcard'] as const),
      ...naming(exceptions.map((action) => action.split(':', 1)[0] ?? '')),
    ]),
    boundless: [
      { statement: 0, actions: ['*'], but: services.map((service) => `${service}:*`), when: 'always' },
      { statement: 1, actions: exceptions, when: 'always' },
    ],
    wide: [
      { what: 'everything but', when: 'always' },
      ...(services.includes('sts') ? [] : [{ what: 'assuming', when: 'always' } as const]),
      ...(services.includes('iam') ? [] : [{ what: 'passing', when: 'always' } as const]),
    ],
    reads: storesIn(others),
    assumes: services.includes('sts') ? [] : 'any',
  });
}

/** Denies whole services, everywhere and always. */
export function denying(services: readonly string[]): Composition {
  const deny = { Effect: 'Deny', Action: services.map((service) => `${service}:*`), Resource: '*' };
  return composition([deny], { denies: new Set(services) });
}

/** Denies everything. */
export const denyingEverything = composition(
  { Effect: 'Deny', Action: '*', Resource: '*' },
  { denies: new Set(allServices) },
);

/** A document that is cut off. */
export const unreadable: Composition = {
  ...composition([], {}),
  document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"',
};

/** Statements, and what is meant by them; what is not said is not so. */
export function composition(statement: unknown, meaning: Partial<Omit<Composition, 'document'>>): Composition {
  return {
    document: { Version: version, Statement: statement },
    grants: new Map(),
    unrecorded: new Set(),
    denies: new Set(),
    confinedTo: null,
    wide: [],
    boundless: [],
    mistakes: [],
    reads: new Set(),
    reaches: [],
    withoutMfa: fromAnywhere,
    assumes: [],
    ...meaning,
  };
}

function allow(actions: { readonly Action: unknown } | { readonly NotAction: unknown }) {
  return { Effect: 'Allow', ...actions, Resource: '*' };
}

function storesIn(services: readonly string[]): ReadonlySet<Store> {
  return new Set(stores.filter((store) => services.includes(store)));
}

export function naming(services: readonly string[]): Composition['grants'] {
  return new Map(services.map((service) => [service, 'named'] as const));
}

/** Whole services, and what comes with them. */
function wideIn({ services, level, confined }: Allowance, condition: unknown): readonly Wide[] {
  if (confined?.by === 'resource' || condition === onTagged) {
    return [];
  }
  const when = condition === undefined ? 'always' : 'under conditions';
  const whole = services.filter((service) => level === 'full' || !actionsByService(service));
  return [
    ...whole.map((service) => ({ what: 'service', service, when }) as const),
    ...(services.includes('sts') && level !== 'read' ? [{ what: 'assuming', when } as const] : []),
    ...(whole.includes('iam') ? [{ what: 'passing', when } as const] : []),
  ];
}

/** A condition can always be one that somebody meets, but nobody knows. */
function boundlessIn(allowance: Allowance, statement: number, condition: unknown): readonly Boundless[] {
  const when = condition === undefined ? 'always' : 'under conditions';
  return allowance.confined?.by === 'resource' ? [] : [{ statement, actions: actionsOf(allowance), when }];
}

/** Where a statement names the service that AWS closed. */
function closedIn(written: string | readonly string[], statement: string): readonly Mistake[] {
  return [written].flat().flatMap((action, index): readonly Mistake[] => {
    const at = `${statement}/Action${typeof written === 'string' ? '' : `/${index}`}`;
    return action.startsWith(`${closedService}:`) ? [{ code: 'unknown-service', at, gravity: 'medium' }] : [];
  });
}

function actionsByService(service: string): EverydayService | undefined {
  return everyday.get(service) ?? onlyOfAws.get(service);
}

function actionsOf({ services, level }: Allowance): readonly string[] {
  return services.flatMap((service) => {
    const { read, write } = actionsByService(service) ?? {};
    if (level === 'full' || !read || !write) {
      return `${service}:*`;
    }
    return [...new Set(level === 'read' ? read : [...read, ...write])].map((action) => `${service}:${action}`);
  });
}

function resourceOf(chance: Chance, { services, confined }: Allowance): string | readonly string[] {
  if (confined?.by !== 'resource') {
    return chance.isTrue(0.5) ? '*' : ['*'];
  }
  const arns = confined.regions.flatMap((region) =>
    services.map((service) => `arn:aws:${service}:${region}:111122223333:*`),
  );
  return oneOrMore(chance, arns);
}

function conditionOf(chance: Chance, { confined, isUnconditional }: Allowance): { readonly Condition?: unknown } {
  if (confined?.by === 'condition') {
    return { Condition: { StringEquals: { 'aws:RequestedRegion': confined.regions } } };
  }
  return !isUnconditional && chance.isTrue(0.15) ? { Condition: chance.pick(conditions) } : {};
}

/** Wherever the grammar of policies has a list, a single value may stand; people write both. */
function oneOrMore<Value>(chance: Chance, values: readonly Value[]): Value | readonly Value[] {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 && chance.isTrue(0.5) ? only : values;
}
