import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { evaluationCostSchema, type Size } from '../tasks.ts';

const full: Size = { users: 1000, roles: 5000, policies: 2000 };
const small: Size = { users: 60, roles: 150, policies: 90 };

/** All checks over an account that was read, the first time in the life of a process. */
export async function benchEvaluation(isSmoke: boolean): Promise<readonly Figure[]> {
  const size = isSmoke ? small : full;
  const child = new Child('evaluation', size);
  const { evaluateMs, evaluateProcessorMs, reportMs, findings } = await child.message(evaluationCostSchema);
  await child.stop();
  const of = `${size.roles} roles, ${size.users} users, ${size.policies} policies`;
  const figure = figuresOf('evaluation', of);
  return [
    figure('all checks', evaluateMs / 1000, 's', isSmoke ? undefined : 'at most 3'),
    figure('of it on the processor', evaluateProcessorMs / 1000, 's'),
    figure('report', reportMs / 1000, 's'),
    figure('findings', findings, 'findings'),
  ];
}
