import { describeCondition } from '../policy/describe-condition.ts';
import type { Condition, Statement } from '../policy/statement.ts';
import { type HeldStatement, keyOfSource } from './account.ts';
import { type Permit, statementAt } from './judge.ts';
import type { EscalationPath, GrantingStatement, Hop, TrustingStatement } from './path.ts';
import type { Move } from './search.ts';
import type { Step } from './step.ts';
import type { TrustPermit } from './trusts.ts';

/** Puts moves into words. Many paths share their last hops: each is told once. */
export class Teller {
  readonly #told = new Map<Step, Map<number, Hop>>();

  path(moves: readonly Move[]): EscalationPath {
    const hops = moves.map((move) => this.hop(move));
    return { target: hops.at(-1)?.to ?? '', conditional: hops.some(({ conditional }) => conditional), hops };
  }

  hop({ link, to }: Move): Hop {
    const { step, isCertain, from } = link;
    const ofStep = this.#told.get(step) ?? new Map<number, Hop>();
    this.#told.set(step, ofStep);
    const told = ofStep.get(to.index) ?? tell(step, isCertain, to);
    ofStep.set(to.index, told);
    return { ...told, from: from.arn };
  }
}

function tell(step: Step, isCertain: boolean, to: Move['to']): Hop {
  const { permits, trusts, doubts, revived, resourceArn } = step.prove(to);
  const conditions = [...doubts, ...permits.flatMap(conditionsOfPermit), ...trusts.flatMap(conditionsOfTrust)];
  return {
    from: '',
    to: to.arn,
    technique: step.technique.id,
    grants: grantsOf(permits),
    trusts: trustsOf(trusts),
    conditional: !isCertain,
    conditions: isCertain ? [] : [...new Set(conditions)],
    ...(revived && { revived }),
    ...(resourceArn !== undefined && { resourceArn }),
  };
}

function grantsOf(permits: readonly Permit[]): readonly GrantingStatement[] {
  const grants = new Map<string, GrantingStatement>();
  for (const { source, statement } of permits.flatMap(({ allowedBy }) => allowedBy)) {
    grants.set(`${keyOfSource(source.source)} ${statement}`, { ...source.source, statement });
  }
  return [...grants.values()];
}

function trustsOf(trusts: readonly TrustPermit[]): readonly TrustingStatement[] {
  return trusts.flatMap(({ role, statements }) =>
    statements.map(({ index }) => ({ trustPolicyOf: role.arn, statement: index })),
  );
}

function conditionsOfPermit({ concerned, unknownKeys }: Permit): readonly string[] {
  const statements = concerned.flatMap((pointer: HeldStatement) => statementAt(pointer) ?? []);
  return conditionsOn(unknownKeys, statements);
}

function conditionsOfTrust({ concerned, unknownKeys }: TrustPermit): readonly string[] {
  return conditionsOn(unknownKeys, concerned);
}

/** The conditions that have one of the keys, in words; for a key that stands elsewhere, as in a resource, that it matters. */
function conditionsOn(keys: readonly string[], statements: readonly Statement[]): readonly string[] {
  return keys.flatMap((key) => {
    const found = statements.flatMap(({ effect, conditions }) =>
      conditions.filter((condition) => isOn(condition, key)).map((condition) => inWords(effect, condition)),
    );
    return found.length > 0 ? found : [`it depends on ${key}`];
  });
}

function isOn(condition: Condition, key: string): boolean {
  return condition.key.toLowerCase() === key.toLowerCase();
}

function inWords(effect: Statement['effect'], condition: Condition): string {
  const words = describeCondition(condition);
  return effect === 'Allow' ? words : `not where ${words}`;
}
