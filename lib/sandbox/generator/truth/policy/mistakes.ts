import type { Arns } from '../../arns.ts';
import type { Mistake } from '../../meaning.ts';
import type { DraftAccount, DraftGroup, DraftRole, DraftUser } from '../../model.ts';
import { sizeOf, sizeOfInline } from '../guardrails/quotas.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isOwn, isServiceLinked } from '../unused/roles.ts';

const invalid = of('policy-invalid');

export const checksOfMistakes = ['policy-invalid'] as const;

/** AWS's defaults (IAM User Guide, "IAM and AWS STS quotas"), in characters. */
const quotas = { managed: 6144, user: 2048, group: 5120, role: 10_240, trust: 2048 } as const;

/** Of the policies that somebody of the account wrote: all of its own, inline ones, and whom roles trust. */
export function* truthOfMistakes(account: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const policy of account.policies.filter(({ awsManaged }) => !awsManaged)) {
    const { document, mistakes } = policy.composition;
    yield* say(arns.policy(policy), 'managed', [...mistakes, ...nearQuota(sizeOf(document) ?? 0, quotas.managed)]);
  }
  const roles = account.roles.filter((role) => !isServiceLinked(role));
  for (const holder of [...account.users, ...account.groups, ...roles]) {
    yield* truthOfInline(holder, arns.holder(holder));
  }
  for (const role of roles.filter(isOwn)) {
    yield* say(arns.holder(role), 'trust', mistakesOfTrust(role));
  }
}

/** They share a quota. */
function* truthOfInline(holder: DraftUser | DraftGroup | DraftRole, arn: string): Generator<TruthEntry> {
  const size = sizeOfInline(holder, 0) ?? 0;
  for (const [name, { document, mistakes }] of holder.inline) {
    if (typeof document === 'string') {
      yield invalid.unknown(arn, 'unreadable-document', name);
    } else {
      yield* say(arn, `inline-${holder.kind} ${name}`, [...mistakes, ...nearQuota(size, quotas[holder.kind])]);
    }
  }
}

/** A trust policy cannot say whom it does not trust. */
function mistakesOfTrust({ trust }: DraftRole): readonly Mistake[] {
  const sparing = trust.admissions.some((each) => each.who === 'everybody' && each.sparesSome);
  return [
    ...(sparing ? [{ code: 'misplaced-element', at: '/Statement/0', gravity: 'high' } as const] : []),
    ...nearQuota(sizeOf(trust.document) ?? 0, quotas.trust),
  ];
}

function nearQuota(size: number, quota: number): readonly Mistake[] {
  return size >= quota * 0.9 ? [{ code: 'size-near-quota', at: '', gravity: 'low' }] : [];
}

function* say(arn: string, discriminator: string, mistakes: readonly Mistake[]): Generator<TruthEntry> {
  const worst = (['high', 'medium', 'low'] as const).find((each) => mistakes.some(({ gravity }) => gravity === each));
  if (worst !== undefined) {
    yield invalid.finding(arn, {
      discriminator,
      severity: worst,
      places: mistakes.map(({ code, at }) => `${code} ${at}`),
    });
  }
}
