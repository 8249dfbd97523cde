import type { Evidence, Remediation } from '../../findings/finding.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, CheckMappings, Facts } from '../check.ts';
import { type Command, remediation } from '../commands.ts';
import { recordOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';

export type PasswordPolicy = Extract<NonNullable<Snapshot['passwordPolicy']>, { set: true }>;

/** What the checks ask of a policy: the settings that the fix of a missing one writes. */
export const wanted: Omit<PasswordPolicy, 'set'> = {
  minimumLength: 14,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercase: true,
  requireLowercase: true,
  allowUsersToChange: true,
  expirePasswords: true,
  maxAgeDays: 90,
  reusePrevention: 24,
  hardExpiry: false,
};

/** One demand on the password policy. */
interface Demand {
  readonly id: `password-policy-${string}`;
  readonly title: string;
  /** What is found, completing "a password policy that ...". */
  readonly flags: string;
  readonly rationale: string;
  readonly remediation: string;
  readonly mappings: CheckMappings;
  isMet(policy: PasswordPolicy, context: CheckContext): boolean;
  /** What the policy says in the matter, as the sentence of the finding. */
  describe(policy: Partial<PasswordPolicy>): string;
  /** The settings that meet it. */
  change(context: CheckContext): Partial<PasswordPolicy>;
}

/**
 * A check of one setting of the password policy. Where no policy is set there is nothing to look at: that is
 * `password-policy-missing` alone.
 */
export function passwordPolicyCheck(demand: Demand): Check {
  const { id, title, rationale, mappings } = demand;
  return {
    id,
    family: 'credentials',
    title,
    flags: `A password policy that ${demand.flags}.`,
    severity: 'medium',
    rationale,
    remediation: demand.remediation,
    mappings,
    needs: ['password-policy'],

    *evaluate(context) {
      const policy = context.account.snapshot.passwordPolicy;
      if (!policy?.set) return;
      const { set: _, ...settings } = policy;
      yield demand.isMet(policy, context)
        ? pass
        : {
            verdict: 'finding',
            resource: accountResource(context),
            evidence: { policy: settings, change: demand.change(context) },
          };
    },

    describe: ({ evidence }) => demand.describe(settingsIn(evidence, 'policy')),
    remediate: changePolicy,
  };
}

/** AWS takes the policy whole, and sets what a call leaves out back to its default: the line says all of it. */
function changePolicy(facts: Facts): Remediation {
  return remediation(
    'The line writes the whole policy, because AWS sets back to its default what a call leaves out: the other settings are as ' +
      'they were audited. Passwords are held against it when they are next changed. The evidence has the settings to go back to.',
    [changedPasswordPolicy([facts])],
  );
}

/** The line that puts right what these findings say, and leaves the rest of the policy as it was audited. */
export function changedPasswordPolicy(facts: readonly Pick<Facts, 'evidence'>[]): Command {
  const settings = facts.flatMap(({ evidence }) => settingsIn(evidence, 'policy'));
  const changes = facts.flatMap(({ evidence }) => settingsIn(evidence, 'change'));
  return setPasswordPolicy(Object.assign({}, ...settings, ...changes));
}

export function setPasswordPolicy(settings: Partial<PasswordPolicy>): Command {
  const { minimumLength, maxAgeDays, reusePrevention, expirePasswords } = settings;
  const options = {
    'minimum-password-length': minimumLength,
    'max-password-age': expirePasswords === false ? undefined : maxAgeDays,
    'password-reuse-prevention': reusePrevention,
  };
  const given = Object.entries(options).flatMap(([name, value]) => (value ? [[name, `${value}`] as const] : []));
  const flag = (name: string, isOn: boolean | undefined) => (isOn === true ? name : `no-${name}`);
  return {
    call: 'iam update-account-password-policy',
    options: Object.fromEntries(given),
    flags: [
      flag('require-symbols', settings.requireSymbols),
      flag('require-numbers', settings.requireNumbers),
      flag('require-uppercase-characters', settings.requireUppercase),
      flag('require-lowercase-characters', settings.requireLowercase),
      flag('allow-users-to-change-password', settings.allowUsersToChange),
      flag('hard-expiry', settings.hardExpiry),
    ],
  };
}

/** Settings in the evidence, as far as they are of the kind they should be. */
function settingsIn(evidence: Evidence, key: string): Partial<PasswordPolicy> {
  const settings = recordOf(evidence, key) ?? {};
  const names = Object.entries(wanted).filter(([name, value]) => typeof settings[name] === typeof value);
  return Object.fromEntries(names.map(([name]) => [name, settings[name]]));
}
