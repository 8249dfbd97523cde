import type { PageUse } from '../../../page-data.ts';

const MS_PER_DAY = 86_400_000;

/** The longest age of each step of the scale, in whole days; what is older is the step after the last. */
const STEPS = [0, 7, 30, 90, 180, 365];

/** The step of the scale that an age is on, from 0. */
export function stepOf(ageDays: number): number {
  const step = STEPS.findIndex((limit) => ageDays <= limit);
  return step === -1 ? STEPS.length : step;
}

/** How a use is drawn: its shape by its status, its depth by its age. Names of CSS classes. */
export function markOf(use: PageUse, auditedAt: string): string {
  if (use.status === 'unknown') return 'unknown';
  if (use.lastUsedAt === null) return 'never';
  const ageDays = Math.floor((Date.parse(auditedAt) - Date.parse(use.lastUsedAt)) / MS_PER_DAY);
  return `${use.status} step-${stepOf(ageDays)}`;
}

interface LegendEntry {
  readonly mark: string;
  readonly label: string;
}

/** What the marks mean, from the newest use to none. */
export function legendOf(unusedAfterDays: number): readonly LegendEntry[] {
  const inside = [...STEPS.filter((limit) => limit < unusedAfterDays), unusedAfterDays];
  const outside = STEPS.filter((limit) => limit > unusedAfterDays);
  return [
    ...inside.map((limit) => ({
      mark: `used step-${stepOf(limit)}`,
      label: limit === 0 ? 'day of the audit' : `≤ ${limit} days`,
    })),
    ...outside.map((limit) => ({ mark: `unused step-${stepOf(limit)}`, label: `unused ≤ ${limit}` })),
    { mark: `unused step-${STEPS.length}`, label: `unused > ${STEPS.at(-1)}` },
    { mark: 'never', label: 'never used' },
    { mark: 'unknown', label: 'unknown' },
  ];
}
