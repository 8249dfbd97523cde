import type { PageUse } from '../../../page-data.ts';
import { dayOf, distanceTo } from '../../parts/time.tsx';

/** A use in words. */
export function wordsOfUse(use: PageUse, auditedAt: string): string {
  if (use.status === 'unknown') return `unknown: ${use.reason}`;
  if (use.lastUsedAt === null) return 'granted and never used, as far back as AWS keeps it';
  const when = `${dayOf(use.lastUsedAt)}, ${distanceTo(use.lastUsedAt, auditedAt)}`;
  return use.status === 'used' ? `used ${when}` : `unused, last used ${when}`;
}
