import { useModel } from '../model/model.ts';

const MS_PER_DAY = 86_400_000;

/** An instant: its day, and how long before the audit that was. Never how long ago: the page may be read years later. */
export function Time({ at }: { readonly at: string }) {
  const { auditedAt } = useModel().data.report;
  return (
    <time dateTime={at} title={at}>
      {dayOf(at)} <span class="muted">({distanceTo(at, auditedAt)})</span>
    </time>
  );
}

/** `2026-11-23` */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** How far an instant is from the audit, in whole days. */
export function distanceTo(at: string, auditedAt: string): string {
  const days = Math.floor((Date.parse(auditedAt) - Date.parse(at)) / MS_PER_DAY);
  if (days === 0) return 'the day of the audit';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'before' : 'after'} the audit`;
}
