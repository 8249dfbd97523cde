import { evaluateSnapshot } from '../../../lib/audit.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { collectSnapshot } from '../../../lib/collect/collect-snapshot.ts';
import { reportOf } from '../../../lib/compare-audit.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { makePageData, type PageInput } from '../../../lib/report/page/make-page-data.ts';
import type { PageData } from '../../../lib/report/page/page-data.ts';
import { loadAccountFile, loadAccounts } from '../../../lib/sandbox/load.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { directAws } from '../../sandbox/generator/direct-aws.ts';

const now = new Date('2026-11-23T03:00:00Z');

/** What the page of the sample account is made of, with everything that an audit of it finds. */
export async function sampleInput(): Promise<PageInput> {
  const file = new URL('../../../lib/sandbox/accounts/sample.json', import.meta.url).pathname;
  const [account] = loadAccounts(loadAccountFile(file), { now });
  if (account === undefined) throw new TypeError('no account was loaded');
  const snapshot = await collectSnapshot(directAws(account, now), {
    configuration: defaultConfiguration,
    clock: () => now,
    sleep: async () => {},
  });
  return auditedInput(snapshot);
}

/** What the page of an audit of this account is made of. */
export function auditedInput(snapshot: Snapshot): PageInput {
  const report = reportOf(evaluateSnapshot(snapshot, { configuration: defaultConfiguration }));
  return { report, snapshot, configuration: defaultConfiguration, checks };
}

/** The data of the page of an account. */
export function pageDataOf(snapshot: Snapshot): PageData {
  return makePageData(auditedInput(snapshot));
}
