import type { CoverageRecord } from '../../../../snapshot/snapshot.ts';
import type { PageData } from '../../page-data.ts';

/** Sources of data that were not read whole for one and the same reason. */
export interface UnseenPart {
  readonly status: Exclude<CoverageRecord['status'], 'complete'>;
  readonly sources: readonly string[];
  readonly reason: string;
  /** What to do about it. */
  readonly advice: string;
}

/** What the audit could not see, and what was left out on purpose, each cause once. */
export function unseenParts({ report }: PageData): readonly UnseenPart[] {
  const parts = new Map<string, UnseenPart & { readonly sources: string[] }>();
  for (const { source, status, reason } of report.coverage) {
    if (status === 'complete') continue;
    const words = reason ?? 'no reason given';
    const key = `${status} ${words}`;
    const part = parts.get(key) ?? { status, sources: [], reason: words, advice: advice[status] };
    part.sources.push(source);
    parts.set(key, part);
  }
  return [...parts.values()];
}

const advice: Readonly<Record<UnseenPart['status'], string>> = {
  denied: 'Allow the auditor to read it: `account-auditor doctor` names the permissions that it lacks.',
  failed: 'Audit again. If it stays so, `account-auditor doctor` looks for the cause.',
  partial:
    'The next audit asks for what is missing. If it is the same every night, give it more time or look at the reason.',
  skipped: 'Left out on purpose: the reason says what to set to have it.',
};

/** Checks that could judge nothing at all, because what they need was not read. */
export function blindChecks({ report }: PageData): number {
  return report.checks.filter(({ status, unknown }) => status === 'unknown' && unknown.some(isWhole)).length;
}

function isWhole({ resourceArn, code }: PageData['report']['checks'][number]['unknown'][number]): boolean {
  return resourceArn === undefined && code === 'not-collected';
}
