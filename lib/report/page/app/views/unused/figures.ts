import type { Model } from '../../model/model.ts';
import { addCounts, countServices, countStatuses, nothingCounted, type UseCounts } from '../../model/use-counts.ts';

/** The account in figures. Roles that AWS made for its services are not in them: nobody but AWS can change these. */
export interface Figures {
  /** Users and roles, each as a whole. */
  readonly principals: UseCounts;
  /** Pairs of a user or role and a service that its policies grant it. */
  readonly services: UseCounts;
  /** Pairs of a user, role or permission set and an action that AWS tracks, in services in use; null: not known. */
  readonly actions: (Pick<UseCounts, 'used' | 'unused'> & { readonly untracked: number }) | null;
  readonly serviceLinked: number;
  /** Why services are unknown, with how often that is so; the most frequent first. */
  readonly reasons: readonly (readonly [reason: string, count: number])[];
}

export function figuresOf(model: Model): Figures {
  const { principals } = model.data;
  const judged = principals.filter(({ origin }) => origin !== 'service-linked');
  const reasons = new Map<string, number>();
  for (const use of judged.flatMap(({ services, use: whole }) => [whole, ...services])) {
    if (use.status !== 'unknown') continue;
    const reason = use.reason.replace(instants, 'various times');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    principals: countStatuses(judged.map(({ use }) => use)),
    services: judged.map(({ services }) => countServices(services)).reduce(addCounts, nothingCounted),
    actions: actionsOf(model),
    serviceLinked: principals.length - judged.length,
    reasons: [...reasons].toSorted(([, a], [, b]) => b - a),
  };
}

/** In reasons that are the same but for them. */
const instants = /\d{4}-\d\d-\d\dT[\d:.]+Z/gu;

const ACTIONS_UNUSED = 'actions-unused';

/** Those that are unused are counted in findings: without all of them nothing can be said. */
function actionsOf({ data, findings, outcomeById, checkById }: Model): Figures['actions'] {
  const asked = data.principals.flatMap(({ actionsUsed }) => actionsUsed ?? []);
  const { minSeverity } = data;
  const isWhole =
    minSeverity === null || minSeverity === 'info' || minSeverity === checkById.get(ACTIONS_UNUSED)?.severity;
  if (asked.length === 0 || !outcomeById.has(ACTIONS_UNUSED) || !isWhole) return null;
  const open = findings.filter(({ checkId, status }) => checkId === ACTIONS_UNUSED && status !== 'resolved');
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    used: sum(asked),
    unused: sum(open.map(({ evidence }) => lengthOf(evidence.actions))),
    untracked: sum(open.map(({ evidence }) => lengthOf(evidence.untracked))),
  };
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
