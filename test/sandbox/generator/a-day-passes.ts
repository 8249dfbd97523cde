import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { chance } from '../../../lib/sandbox/iam/ids.ts';

type UserSpec = NonNullable<AccountSpecInput['users']>[number];
type RoleSpec = NonNullable<AccountSpecInput['roles']>[number];
type PolicySpec = NonNullable<AccountSpecInput['policies']>[number];

const HOUR_MS = 3_600_000;

const more = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sqs:SendMessage', 'kms:Decrypt'], Resource: '*' }],
};

/**
 * The account a day later: some of its users and roles were used, as AWS sees it, by one or the other of their credentials;
 * policies, attachments, memberships and credentials have changed here and there.
 */
export function aDayPasses(spec: AccountSpecInput, now: Date, seed: string): AccountSpecInput {
  const happens = (share: number, what: string) => chance(seed, what) < share;
  const at = (what: string) =>
    new Date(now.getTime() - Math.round(chance(seed, `at/${what}`) * 23) * HOUR_MS).toISOString();

  const use = (used: RoleSpec['used'], name: string): RoleSpec['used'] => {
    const services = [...Object.keys(used ?? {}), 's3', 'sqs', 'ec2'];
    const service = services[Math.floor(chance(seed, `what/${name}`) * services.length)] ?? 's3';
    return { ...used, [service]: at(name) };
  };

  const role = (before: RoleSpec): RoleSpec => {
    const { name } = before;
    const after = happens(0.04, `grant/${name}`) ? { ...before, inline: { ...before.inline, more } } : before;
    const held = happens(0.04, `detach/${name}`) ? { ...after, policies: after.policies?.slice(1) ?? [] } : after;
    if (!happens(0.15, `use/${name}`)) return held;
    const used = use(held.used, name);
    return { ...held, used, ...(held.lastUsed === undefined ? {} : { lastUsed: at(name) }) };
  };

  const user = (before: UserSpec): UserSpec => {
    const { name } = before;
    const after: UserSpec = {
      ...before,
      groups: happens(0.05, `leave/${name}`) ? [] : (before.groups ?? []),
      keys: (before.keys ?? []).filter((_, slot) => !happens(0.05, `delete/${slot}/${name}`)),
    };
    if (!happens(0.25, `use/${name}`)) return after;
    const used = use(after.used, name);
    const [key, ...keys] = after.keys ?? [];
    if (key?.active && happens(0.5, `by key/${name}`))
      return { ...after, used, keys: [{ ...key, lastUsed: at(name) }, ...keys] };
    // By a key that was deleted afterwards: nothing but its absence tells of it.
    if (key) return { ...after, used, keys };
    if (after.password) return { ...after, used, password: { ...after.password, lastUsed: at(name) } };
    return after.serviceCredentials?.length ? { ...after, used } : after;
  };

  const policy = (before: PolicySpec): PolicySpec =>
    happens(0.03, `edit/${before.name}`) ? { ...before, document: more, updated: at(before.name) } : before;

  const isLeft = ({ name }: { readonly name: string }) => !happens(0.02, `gone/${name}`);
  const roles = spec.roles?.filter(isLeft).map(role) ?? [];
  const names = new Set(roles.map(({ name }) => name));
  return {
    ...spec,
    users: spec.users?.map(user) ?? [],
    roles,
    policies: spec.policies?.map(policy) ?? [],
    instanceProfiles:
      spec.instanceProfiles?.map(({ role: held, ...profile }) => ({
        ...profile,
        ...(held !== undefined && names.has(held) ? { role: held } : {}),
      })) ?? [],
  };
}
