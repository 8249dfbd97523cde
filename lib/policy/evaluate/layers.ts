import type { SourcedPolicy } from '../services-granted.ts';
import type { Statement } from '../statement.ts';
import { statementsOn } from '../statements-on.ts';
import { matchStatement } from './match-statement.ts';
import type { Outcome } from './outcome.ts';
import { type Naming, namingsOf, type Principal } from './principal.ts';
import type { AccessRequest } from './request.ts';

export type LayerName = 'identity' | 'boundary' | 'session' | 'scp' | 'rcp' | 'endpoint' | 'resource';

/** A statement in its policy, and what it depends on. */
export interface StatementPointer<Source> {
  readonly layer: LayerName;
  readonly effect: Statement['effect'];
  readonly source: Source;
  /** Index in its policy. */
  readonly statement: number;
  readonly sid: string | null;
  /** Keys of the request context on which it depends whether the statement holds; empty when it does. */
  readonly unknownKeys: readonly string[];
}

/** A statement that speaks of the request, or can: with `outcome` null that depends on unknown keys. */
export interface MatchedStatement<Source> {
  readonly pointer: StatementPointer<Source>;
  readonly outcome: Outcome;
  /** How it names the principal; empty in policies that are attached to a principal and name none. */
  readonly namings: readonly Naming[];
}

/** What one layer of policies says of a request. Where policies pile up by level, as SCPs do, each level is a layer. */
export interface Layer<Source> {
  readonly name: LayerName;
  readonly allows: readonly MatchedStatement<Source>[];
  readonly denies: readonly MatchedStatement<Source>[];
}

export function readLayer<Source>(
  name: LayerName,
  policies: readonly SourcedPolicy<Source>[],
  request: AccessRequest,
  { hasBoundary }: { readonly hasBoundary: boolean },
): Layer<Source> {
  const match = (effect: 'Allow' | 'Deny') => {
    const matched: MatchedStatement<Source>[] = [];
    for (const { source, policy } of policies) {
      for (const statement of statementsOn(policy, effect, request)) {
        const outcome = matchStatement(policy, statement, request);
        if (outcome.holds === false) continue;
        const namings = concernedBy(statement, request.principal, hasBoundary);
        if (namings === null) continue;
        matched.push({ pointer: pointerTo(name, source, statement, outcome), outcome, namings });
      }
    }
    return matched;
  };
  return { name, allows: match('Allow'), denies: match('Deny') };
}

export function pointerTo<Source>(
  layer: LayerName,
  source: Source,
  { effect, index, sid }: Statement,
  { unknownKeys }: Outcome,
): StatementPointer<Source> {
  return { layer, effect, source, statement: index, sid, unknownKeys };
}

/** How the statement names the principal; empty when it names nobody, null when it speaks of others. */
function concernedBy(statement: Statement, principal: Principal, hasBoundary: boolean): readonly Naming[] | null {
  const { principals, notPrincipals } = statement;
  if (principals !== null) {
    const namings = namingsOf(principals, principal);
    return namings.length === 0 ? null : namings;
  }
  if (notPrincipals === null) return [];
  const namings = namingsOf(notPrincipals, principal);
  if (statement.effect === 'Allow') return namings.length === 0 ? ['any'] : null;
  // Denied are all but those named, each by itself: to name their account alone is not enough. Whoever has a boundary is
  // denied even when named (IAM User Guide, access_policies_boundaries).
  const isExempt = !hasBoundary && namings.some((naming) => naming !== 'account' && naming !== 'federating-user');
  return isExempt ? null : ['any'];
}
