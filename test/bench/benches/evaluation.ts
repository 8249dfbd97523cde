import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { type CheckCosts, checkCostsSchema, evaluationCostSchema, type Size } from '../tasks.ts';

const full: Size = { users: 1000, roles: 5000, policies: 2000 };
const small: Size = { users: 60, roles: 150, policies: 90 };

/** All checks over an account that was read, the first time in the life of a process; and, beside it, which of them take the most. */
export async function benchEvaluation(isSmoke: boolean): Promise<readonly Figure[]> {
  const size = isSmoke ? small : full;
  const child = new Child('evaluation', size);
  const { evaluateMs, evaluateProcessorMs, reportMs, findings } = await child.message(evaluationCostSchema);
  await child.stop();
  const costs = await eachCheck(size);
  const of = `${size.roles} roles, ${size.users} users, ${size.policies} policies`;
  const figure = figuresOf('evaluation', of);
  return [
    figure('all checks', evaluateMs / 1000, 's', isSmoke ? undefined : 'at most 3'),
    figure('of it on the processor', evaluateProcessorMs / 1000, 's'),
    figure('report', reportMs / 1000, 's'),
    figure('findings', findings, 'findings'),
    ...costs.map(({ id, processorMs }) => figure(id, processorMs / 1000, 's on the processor')),
  ];
}

/** Checks that are named, the dearest first. */
const NAMED = 10;

async function eachCheck(size: Size): Promise<CheckCosts> {
  const child = new Child('each-check', size);
  const costs = await child.message(checkCostsSchema);
  await child.stop();
  return costs.toSorted((left, right) => right.processorMs - left.processorMs).slice(0, NAMED);
}
