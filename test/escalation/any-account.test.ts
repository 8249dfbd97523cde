import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ROOT, EVERYTHING, roleArn, trusting } from './documents.ts';
import { escalationIn } from './escalate.ts';

const names = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'] as const;
type Name = (typeof names)[number];

/** A role that may assume some roles, and write policies into some. */
interface RoleFacts {
  readonly isAdmin: boolean;
  readonly assumes: readonly Name[];
  readonly rewrites: readonly Name[];
}

const some = fc.subarray([...names], { maxLength: 2 });
const facts: fc.Arbitrary<RoleFacts> = fc.record({
  isAdmin: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
  assumes: some,
  rewrites: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some }),
});
const accounts = fc.record({ r0: facts, r1: facts, r2: facts, r3: facts, r4: facts, r5: facts });
type Account = Readonly<Record<Name, RoleFacts>>;

function snapshotOf(account: Account) {
  return names
    .reduce((builder, name) => {
      const { isAdmin, assumes, rewrites } = account[name];
      const statement = (action: string, roles: readonly Name[]) => ({
        Effect: 'Allow',
        Action: action,
        Resource: [...roles.map(roleArn), roleArn('nobody')],
      });
      const own = {
        Version: '2012-10-17',
        Statement: [statement('sts:AssumeRole', assumes), statement('iam:PutRolePolicy', rewrites)],
      };
      const inline = isAdmin ? { own, all: EVERYTHING } : { own };
      return builder.withRole(name, { trust: trusting({ AWS: ACCOUNT_ROOT }), inline });
    }, anAccount())
    .build();
}

/** Everybody whom an attacker gets hold of, one after the other, until there is nobody new. */
function controlledBy(account: Account, start: Name): ReadonlySet<Name> {
  const controlled = new Set([start]);
  for (const name of controlled) for (const assumed of account[name].assumes) controlled.add(assumed);
  return controlled;
}

function canBecomeAdmin(account: Account, start: Name): boolean {
  const controlled = controlledBy(account, start);
  return [...controlled].some(
    (name) => account[name].isAdmin || account[name].rewrites.some((rewritten) => controlled.has(rewritten)),
  );
}

describe('escalationOf, in any account of six roles', () => {
  it('finds a path where there is one, and none where there is none', () => {
    fc.assert(
      fc.property(accounts, (account) => {
        const escalation = escalationIn(snapshotOf(account));
        for (const name of names.filter((each) => !account[each].isAdmin)) {
          const paths = escalation.pathsFrom(roleArn(name));
          expect(paths.length > 0, name).toBe(canBecomeAdmin(account, name));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows paths that can be walked, step by step, by whoever is controlled by then', () => {
    fc.assert(
      fc.property(accounts, (account) => {
        for (const [start, paths] of escalationIn(snapshotOf(account)).all()) {
          for (const { hops, target } of paths) {
            const held = new Set([start]);
            for (const { from, to, technique } of hops) {
              expect(held.has(from)).toBe(true);
              const actor = account[nameOf(from)];
              if (technique !== 'iam-005') expect(actor.assumes).toContain(nameOf(to));
              if (technique !== 'sts-001') expect(actor.rewrites).toContain(nameOf(to));
              if (technique === 'iam-005') expect(held.has(to)).toBe(true);
              held.add(to);
            }
            const last = hops.at(-1);
            expect(last?.to).toBe(target);
            expect(last?.technique !== 'sts-001' || account[nameOf(target)].isAdmin).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

function nameOf(arn: string): Name {
  const name = names.find((each) => roleArn(each) === arn);
  if (name === undefined) throw new RangeError(`${arn} is none of the six`);
  return name;
}
