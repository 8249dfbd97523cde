import { configurationVersion, type WrittenSettings } from '../config/written-settings.ts';
import type { PreviousAudit } from '../findings/reconcile.ts';
import type { SettingsChanges } from './check.ts';

/**
 * What operators changed since the audit before: configuration and exceptions that were written, and what is gone of them: the
 * configuration that it had, and exceptions that its findings name.
 *
 * @param options.exceptions the exceptions that there are tonight, readable or not
 * @param options.startedAt when tonight's audit began: what was written after that is for the next one to tell
 */
export function settingsChanges(
  written: WrittenSettings,
  previous: PreviousAudit,
  options: { readonly exceptions: readonly { readonly id: string }[]; readonly startedAt: string },
): SettingsChanges {
  if (written.status === 'unread') return written;
  const [after, until] = [previous.startedAt, options.startedAt].map((instant) => Date.parse(instant));
  const isBetween = (instant: string) => Date.parse(instant) > (after ?? 0) && Date.parse(instant) <= (until ?? 0);
  const there = new Set(options.exceptions.map(({ id }) => id));
  const named = previous.findings.flatMap(({ suppression }) =>
    suppression === undefined ? [] : [suppression.exception],
  );
  const goneExceptions = [...new Set(named)].filter((id) => !there.has(id)).sort();
  const hadConfiguration = typeof previous.configurationVersion === 'number';
  const isConfigurationGone = hadConfiguration && configurationVersion(written) === null;
  return {
    status: 'read',
    since: previous.startedAt,
    changed: written.parameters.filter(({ changedAt }) => isBetween(changedAt)),
    deleted: [
      ...(isConfigurationGone ? [written.configurationName] : []),
      ...goneExceptions.map((id) => `${written.exceptionsFolder}/${id}`),
    ],
  };
}
