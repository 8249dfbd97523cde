import { isAdminPolicy } from '../../policy/admin.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { namedService } from '../../policy/expand.ts';
import type { Statement } from '../../policy/statement.ts';
import { isUnlimited, statementsOf } from '../../policy/statement-actions.ts';
import { oncePer } from '../once.ts';

/** Whether a policy by itself allows everything: without condition, under conditions, or not at all. */
export interface Everything {
  readonly isAllowed: 'always' | 'under conditions' | 'no';
  /** The statements by which it does. */
  readonly statements: readonly Statement[];
}

export const everythingIn: (policy: PolicyDocument) => Everything = oncePer((policy: PolicyDocument): Everything => {
  const wide = statementsOf(policy, 'Allow').filter((statement) => isUnlimited(unconditional(statement)));
  if (!canBeEverything(wide)) return { isAllowed: 'no', statements: [] };
  const naming = wide.filter(namesEverything);
  const statements = naming.length > 0 ? naming : wide;
  if (isAdminPolicy(policy)) return { isAllowed: 'always', statements };
  if (wide.every(({ conditions }) => conditions.length === 0)) return { isAllowed: 'no', statements: [] };
  const denies = statementsOf(policy, 'Deny');
  const isAllowed = isAdminPolicy({ ...policy, statements: [...wide.map(unconditional), ...denies] });
  return isAllowed ? { isAllowed: 'under conditions', statements } : { isAllowed: 'no', statements: [] };
});

function unconditional(statement: Statement): Statement {
  return statement.conditions.length === 0 ? statement : { ...statement, conditions: [] };
}

/** Spares most policies the sets: it takes a wildcard for all services, or a pattern for each of them. */
function canBeEverything(statements: readonly Statement[]): boolean {
  const patterns = statements.reduce((sum, { actions }) => sum + (actions?.length ?? 0), 0);
  return patterns >= catalogue.services().length || statements.some(namesEverything);
}

function namesEverything({ actions }: Statement): boolean {
  return actions === null || actions.some((pattern) => namedService(pattern) === null);
}
