import type { DraftGroup, DraftPolicy, DraftRole, DraftUser } from './model.ts';

/*
 * What a policy was meant to say, as whoever wrote it knows.
 */

/** A policy document, and what was meant by it. */
export interface Composition {
  /** Text that is no JSON stands for a document that nobody can read. */
  readonly document: Readonly<Record<string, unknown>> | string;
  /** The services that it grants, by namespace, and whether it names them or reaches them by a wildcard. */
  readonly grants: ReadonlyMap<string, 'named' | 'wildcard'>;
  /** Of these services it grants nothing whose use AWS records. */
  readonly unrecorded: ReadonlySet<string>;
  /** The services that it denies whole, everywhere and always. */
  readonly denies: ReadonlySet<string>;
  /** The only Regions in which what it grants can be used; null: anywhere. */
  readonly confinedTo: readonly string[] | null;
  readonly withoutMfa: WithoutMfa;
  /** What it grants too widely. */
  readonly wide: readonly Wide[];
  /** What it allows on all that the actions can act on, statement by statement. */
  readonly boundless: readonly Boundless[];
  /** What in it is not as AWS has it, or not as it was meant, in the order of the document. */
  readonly mistakes: readonly Mistake[];
  /** Of the services that keep what people store, those of which it lets all content be read, always. */
  readonly reads: ReadonlySet<Store>;
  /** What it lets its holders do to the powers of others, or to their own. */
  readonly reaches: readonly Reach[];
  /** The roles that it lets its holders assume, in this account or in another; of these, those can be assumed that let the holder in as well. */
  readonly assumes: 'any' | 'elsewhere' | readonly DraftRole[];
}

/**
 * What ways to more power are made of, beside assuming roles. Whether somebody gets there depends on what else it holds: a boundary
 * or a Deny can stand between.
 */
export type Reach =
  /** To run code of its own as these roles, by handing them to a service that they let in. */
  | { readonly how: 'passing'; readonly roles: readonly DraftRole[]; readonly service: string }
  /** To write policies into users, groups or roles; into a group, for all who are in it. */
  | { readonly how: 'writing policies of'; readonly whom: readonly (DraftUser | DraftGroup | DraftRole)[] }
  /** To say anew what managed policies allow, for all who hold them. */
  | { readonly how: 'rewriting'; readonly policies: readonly DraftPolicy[] }
  | { readonly how: 'making keys of'; readonly users: readonly DraftUser[] }
  /** To let anybody assume them. */
  | { readonly how: 'rewriting the trust of'; readonly roles: readonly DraftRole[] };

/** Something that a policy grants more widely than anybody needs it; on all resources, unless `on` says otherwise. */
export type Wide =
  | { readonly what: 'everything' | 'everything but'; readonly when: When }
  | { readonly what: 'service'; readonly service: string; readonly when: When }
  /** Some actions of a service, on all resources but a few. */
  | { readonly what: 'all resources but'; readonly service: string; readonly when: When }
  /** A wildcard over actions of a sensitive service that should be named, on all resources or on a few. */
  | { readonly what: 'sensitive actions'; readonly service: string; readonly on: 'all' | 'some'; readonly when: When }
  /** To pass, or to assume, any role. */
  | { readonly what: 'passing' | 'assuming'; readonly when: When };

/** Actions that a statement allows everywhere; single resources that are left out, or denied, make no difference. */
export interface Boundless {
  /** Its place among the statements, from 0. */
  readonly statement: number;
  /** By name, or by a pattern that ends with `*`. */
  readonly actions: readonly string[];
  /** Of these, those that it leaves out after all, or that the policy itself denies. */
  readonly but?: readonly string[];
  readonly when: When;
}

export interface Mistake {
  /** As lib/policy/lint calls it: `unknown-action`. */
  readonly code: string;
  /** JSON Pointer into the document. */
  readonly at: string;
  readonly gravity: 'high' | 'medium' | 'low';
}

/** Whether it does so whatever the request is, or under conditions of which nobody can say whether they hold. */
export type When = 'always' | 'under conditions';

/** Services whose content is what an account is there for: objects, items and parameters. */
export const stores = ['s3', 'dynamodb', 'ssm'] as const;
export type Store = (typeof stores)[number];

/** What a policy means to somebody who has signed in with a password and has not used MFA. */
export interface WithoutMfa {
  /** From where they can use what it grants; from nowhere, because it asks for MFA. */
  readonly from: 'anywhere' | 'some networks' | 'nowhere';
  /** Of these services it grants no more than what it takes to register a device, and the assuming of roles. */
  readonly harmless: ReadonlySet<string>;
  /** The services that it denies them, but for what it takes to register a device. */
  readonly denies: ReadonlySet<string>;
}
