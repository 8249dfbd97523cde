import { snapshotSchema } from '../../lib/snapshot/schema.ts';
import type { CoverageRecord, CoverageSource, LastAccessedReport, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { nothingRead } from './coverage.ts';
import { credentialParts } from './credential-parts.ts';
import { makeGroup, makeLastAccessed, makePolicy, makeRole, makeUser, type PolicyLookup } from './entities.ts';
import { entityArn, policyArn } from './naming.ts';
import type { DocumentSpec, GroupSpec, PolicySpec, RoleSpec, RootSpec, UserSpec } from './specs.ts';
import { surroundings } from './surroundings.ts';

interface Story {
  readonly users: readonly (readonly [name: string, spec: UserSpec])[];
  readonly groups: readonly (readonly [name: string, spec: GroupSpec])[];
  readonly roles: readonly (readonly [name: string, spec: RoleSpec])[];
  readonly policies: readonly (readonly [name: string, arn: string, document: DocumentSpec, spec: PolicySpec])[];
  readonly root: RootSpec;
  readonly coverage: Partial<Readonly<Record<CoverageSource, Omit<CoverageRecord, 'source'>>>>;
  readonly parts: Partial<Snapshot>;
}

/**
 * Starts the story of an account that was read completely at `NOW`: `anAccount().withRole('deploy', { ... }).build()`.
 * What a test does not date is 700 days old.
 */
export function anAccount(): AccountBuilder {
  return new AccountBuilder({ users: [], groups: [], roles: [], policies: [], root: {}, coverage: {}, parts: {} });
}

/** Each step answers a new builder, so that a common beginning can be shared. */
export class AccountBuilder {
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  withUser(userName: string, spec: UserSpec = {}): AccountBuilder {
    return this.#and({ users: [...this.#story.users, [userName, spec]] });
  }

  withGroup(groupName: string, spec: GroupSpec = {}): AccountBuilder {
    return this.#and({ groups: [...this.#story.groups, [groupName, spec]] });
  }

  withRole(roleName: string, spec: RoleSpec = {}): AccountBuilder {
    return this.#and({ roles: [...this.#story.roles, [roleName, spec]] });
  }

  /** A customer managed policy. */
  withPolicy(policyName: string, document: DocumentSpec, spec: PolicySpec = {}): AccountBuilder {
    return this.#withManaged('customer', policyName, document, spec);
  }

  /** A policy that AWS manages, at `arn:aws:iam::aws:policy{path}{name}`. */
  withAwsManagedPolicy(policyName: string, document: DocumentSpec, spec: PolicySpec = {}): AccountBuilder {
    return this.#withManaged('aws', policyName, document, spec);
  }

  /** The root user, who otherwise has a password, MFA and no key. */
  withRoot(root: RootSpec): AccountBuilder {
    return this.#and({ root });
  }

  /** Any other part of the snapshot as it stands, for example `{ passwordPolicy: { set: false } }`. */
  with(parts: Partial<Snapshot>): AccountBuilder {
    return this.#and({ parts: { ...this.#story.parts, ...parts } });
  }

  /** A source that was not read, and whose data is missing therefore. */
  without(source: CoverageSource, status: 'denied' | 'failed' | 'skipped' = 'denied', reason?: string): AccountBuilder {
    return this.withCoverage(source, { status, reason: reason ?? `${source} was ${status}`, dataAsOf: null }).with(
      nothingRead[source],
    );
  }

  /** A source's coverage record alone, for example `partial`; its data stays. */
  withCoverage(source: CoverageSource, record: Omit<CoverageRecord, 'source'>): AccountBuilder {
    return this.#and({ coverage: { ...this.#story.coverage, [source]: record } });
  }

  /** @throws ZodError when the story is not a snapshot; Error when it names a policy that is not in it */
  build(): Snapshot {
    return snapshotSchema.parse({ ...tell(this.#story), ...this.#story.parts });
  }

  #withManaged(managedBy: 'aws' | 'customer', name: string, document: DocumentSpec, spec: PolicySpec): AccountBuilder {
    const arn = policyArn(name, managedBy, spec.path ?? '/');
    return this.#and({ policies: [...this.#story.policies, [name, arn, document, spec]] });
  }

  #and(change: Partial<Story>): AccountBuilder {
    return new AccountBuilder({ ...this.#story, ...change });
  }
}

function tell(story: Story): Snapshot {
  const arns = new Map(story.policies.map(([name, arn]) => [name, arn] as const));
  const arnOf: PolicyLookup = (nameOrArn) => {
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : arns.get(nameOrArn);
    if (arn === undefined) throw new Error(`The story names policy ${nameOrArn}, which is not in it`);
    return arn;
  };
  const users = story.users.map(([name, spec]) => makeUser(name, spec, arnOf));
  const groups = story.groups.map(([name, spec]) => makeGroup(name, spec, arnOf));
  const roles = story.roles.map(([name, spec]) => makeRole(name, spec, arnOf));
  const principals = [...users, ...groups, ...roles];
  const policies = story.policies.map(([name, arn, document, spec]) =>
    makePolicy(name, arn, document, spec, principals),
  );
  return {
    ...surroundings({ users, groups, roles, policies }, story.root, story.coverage),
    ...credentialParts(story.users, story.root),
    lastAccessed: lastAccessed(story),
  };
}

function lastAccessed(story: Story): Readonly<Record<string, LastAccessedReport>> {
  const reports: Record<string, LastAccessedReport> = {};
  const add = (arn: string, report: LastAccessedReport | null) => {
    if (report !== null) reports[arn] = report;
  };
  for (const [name, spec] of story.users) add(entityArn('user', spec.path ?? '/', name), makeLastAccessed(spec));
  for (const [name, spec] of story.roles) add(entityArn('role', spec.path ?? '/', name), makeLastAccessed(spec));
  return reports;
}
