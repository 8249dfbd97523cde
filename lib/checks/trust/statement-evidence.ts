import type { Evidence } from '../../findings/finding.ts';
import { describeCondition } from '../../policy/describe-condition.ts';
import type { Principals, Statement } from '../../policy/statement.ts';
import { numberOf, recordsOf, textOf, textsOf } from '../evidence.ts';

/**
 * A statement of a trust policy, for the evidence: its place, whom it names and its conditions as written.
 *
 * @param principals those that the finding is about; left out, all whom it names
 */
export function statementEvidence(statement: Statement, principals?: readonly string[]): Evidence {
  const { index, sid, effect, notPrincipals, conditions } = statement;
  return {
    statement: index,
    sid,
    effect,
    ...(notPrincipals === null
      ? { principals: principals ?? namesIn(statement.principals) }
      : { notPrincipals: namesIn(notPrincipals) }),
    conditions: conditions.map(({ operator, key, values }) => ({ operator, key, values })),
  };
}

function namesIn(principals: Principals | null): readonly string[] {
  if (principals === null) return [];
  const { any, aws, service, federated, canonicalUser } = principals;
  return [...(any ? ['*'] : []), ...aws, ...service, ...federated, ...canonicalUser];
}

/** `statement 0`, or `statements 0 and 2 (AuditAccount)`, of the evidence. */
export function statementsIn(evidence: Evidence): string {
  const places = recordsOf(evidence, 'statements').map(placeOf);
  return places.length === 0 ? 'a statement' : `${places.length === 1 ? 'statement' : 'statements'} ${both(places)}`;
}

function placeOf(statement: Evidence): string {
  const sid = textOf(statement, 'sid');
  return `${numberOf(statement, 'statement')}${sid === null || sid === '' ? '' : ` (${sid})`}`;
}

/** The conditions that make the case lighter, as a sentence after others; empty when there are none. */
export function narrowedIn(evidence: Evidence): string {
  const reasons = recordsOf(evidence, 'narrowedBy').flatMap(({ effect, ...statement }) => {
    const conditions = recordsOf(statement, 'conditions').map(conditionIn);
    if (effect !== 'Deny') return conditions;
    return [conditions.length === 0 ? 'a Deny for everybody else' : `a Deny where ${conditions.join(' and ')}`];
  });
  return reasons.length === 0 ? '' : ` It is narrowed by conditions: ${[...new Set(reasons)].join('; ')}.`;
}

function conditionIn(condition: Evidence): string {
  return describeCondition({
    operator: textOf(condition, 'operator') ?? '',
    key: textOf(condition, 'key') ?? '',
    values: textsOf(condition, 'values'),
  });
}

/** `a`, `a and b`, `a, b and c`. */
function both(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
