import { describe, expect, it } from 'vitest';
import { settingsChanges } from '../../lib/checks/settings-changes.ts';
import { aFinding } from '../findings/some-findings.ts';

const startedAt = '2026-11-23T02:17:00.000Z';
const suppression = { exception: 'break-glass', reason: 'Drilled', owner: 'security', expires: '2027-01-01' };
const previous = { startedAt: '2026-11-22T02:17:00.000Z', findings: [aFinding({ suppression }), aFinding()] };
const configurationName = '/account-auditor/config';
const places = { status: 'read', configurationName, exceptionsFolder: '/account-auditor/exceptions' } as const;
const exceptions = [{ id: 'break-glass' }];

function changesOf(changedAt: string, there: readonly { readonly id: string }[] = exceptions) {
  const parameters = [{ name: configurationName, version: 2, changedAt, changedBy: null }];
  return settingsChanges({ ...places, parameters }, previous, { exceptions: there, startedAt });
}

describe('settingsChanges', () => {
  it.each([
    ['during the last audit', '2026-11-22T02:17:00.001Z', 1],
    ['just before tonight', startedAt, 1],
    ['before the last audit', previous.startedAt, 0],
    ['since tonight began', '2026-11-23T02:17:00.001Z', 0],
  ])('tells of what was written %s: %s', (_, changedAt, count) => {
    const changes = changesOf(changedAt);
    expect(changes.status === 'read' && changes.changed).toHaveLength(count);
  });

  it('names exceptions that hid findings and are gone', () => {
    expect(changesOf(startedAt)).toMatchObject({ deleted: [], since: previous.startedAt });
    expect(changesOf(startedAt, [])).toMatchObject({ deleted: ['/account-auditor/exceptions/break-glass'] });
  });

  it.each([
    ['there was one', 3, [configurationName]],
    ['there was none', null, []],
    ['nobody knows whether there was one', undefined, []],
  ])('names the configuration where it is gone and %s', (_, version, deleted) => {
    const before = version === undefined ? previous : { ...previous, configurationVersion: version };
    expect(settingsChanges({ ...places, parameters: [] }, before, { exceptions, startedAt })).toMatchObject({
      deleted,
    });
  });

  it('says why when nothing could be read', () => {
    const unread = { status: 'unread', reason: 'Access denied' } as const;
    expect(settingsChanges(unread, previous, { exceptions: [], startedAt })).toEqual(unread);
  });
});
