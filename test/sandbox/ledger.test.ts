import { describe, expect, it } from 'vitest';
import { Ledger, type LedgerEntry } from '../../lib/sandbox/ledger.ts';

function anEntry(entry: Partial<LedgerEntry> = {}): LedgerEntry {
  return { service: 'iam', operation: 'GetRole', status: 200, time: 0, durationMs: 1, isThrottled: false, ...entry };
}

describe('Ledger', () => {
  it('counts calls by service and operation, most frequent first', () => {
    const ledger = new Ledger();
    ledger.add(anEntry({ service: 'ssm', operation: 'GetParameter' }));
    ledger.add(anEntry());
    ledger.add(anEntry({ status: 400, code: 'Throttling', isThrottled: true }));
    expect(Object.entries(ledger.counts())).toEqual([
      ['iam:GetRole', 2],
      ['ssm:GetParameter', 1],
    ]);
    expect([ledger.count(), ledger.count('iam:GetRole'), ledger.count('s3:PutObject')]).toEqual([3, 2, 0]);
    expect(ledger.throttled()).toBe(1);
  });

  it('keeps the latest 200,000 entries in order, and counts the rest', () => {
    const ledger = new Ledger();
    for (let time = 0; time < 200_003; time += 1) {
      ledger.add(anEntry({ time }));
    }
    const entries = ledger.entries();
    expect([entries.length, entries[0]?.time, entries.at(-1)?.time]).toEqual([200_000, 3, 200_002]);
    expect(ledger.count('iam:GetRole')).toBe(200_003);
  });

  it('begins again', () => {
    const ledger = new Ledger();
    ledger.add(anEntry({ isThrottled: true }));
    ledger.reset();
    expect([ledger.entries(), ledger.counts(), ledger.count(), ledger.throttled()]).toEqual([[], {}, 0, 0]);
  });
});
