import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { region } from './harness.ts';
import { smallAccount, smallAccountNow } from './small-account.ts';
import { auditSmall, ownTime } from './small-audit.ts';

const configuration = { ...defaultConfiguration, securityHub: true, events: true };
const spec = { ...smallAccount, securityHubRegions: [region] };
let sandbox: Sandbox;
let whenCalled: (action: string) => Promise<never> | undefined;

beforeEach(async () => {
  whenCalled = () => undefined;
  sandbox = await startSandbox({
    accounts: loadAccounts([spec], { now: smallAccountNow }),
    now: () => smallAccountNow,
    hooks: { before: ({ action }) => whenCalled(action) },
  });
});
afterEach(() => sandbox.close());

const night = (days: number, options: Parameters<typeof auditSmall>[1] = {}) =>
  auditSmall(sandbox, { store: true, runId: `night-${days}`, configuration, ...ownTime(days), ...options });
const imported = () => [...(sandbox.accounts[0]?.securityHub.inRegion(region)?.values() ?? [])];
const received = () => sandbox.accounts[0]?.eventBridge.inRegion(region) ?? [];
const calls = (of: string) => sandbox.ledger.count(of);

function expectStored({ stored, report, metrics }: AuditJobResult): void {
  expect(stored?.outcome).toBe('stored');
  expect(report.findings.length).toBeGreaterThan(20);
  expect(metrics.length).toBeGreaterThan(10);
  expect([imported(), received()]).toEqual([[], []]);
}

function expectWarned(log: { readonly warn: Mock }): void {
  const warnings = log.warn.mock.calls.map(([message]) => message).toSorted();
  expect(warnings).toEqual([
    expect.stringMatching(/^EventBridge did not take all events: /),
    expect.stringMatching(/^Security Hub did not take all findings: /),
  ]);
}

describe('a night that others are told of', () => {
  it('is in Security Hub and on the event bus, after it is stored', async () => {
    const log = { info: vi.fn(), warn: vi.fn() };
    const { report } = await night(0, { log });
    expect(imported()).toHaveLength(report.findings.length);
    expect(received().map(({ detail }) => detail)).toEqual(report.findings);
    expect(new Set(received().map(({ detailType }) => detailType))).toEqual(new Set(['Finding New']));
    const actions = sandbox.ledger.entries().map(({ service, operation }) => `${service}:${operation}`);
    const firstTold = actions.findIndex((action) => /^(securityhub|events):/.test(action));
    expect(actions.lastIndexOf('ssm:PutParameter')).toBeLessThan(firstTold);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it('is told by what changed: what is gone is archived and has its event', async () => {
    const { report } = await night(0);
    const [gone] = report.findings.filter(({ resource }) => resource.name === 'retired-1');
    sandbox.accounts[0]?.remove(gone?.resource.arn ?? '');
    received().length = 0;
    const before = report.findings.filter(({ resource }) => resource.arn === gone?.resource.arn);

    const next = await night(1);
    const resolved = received().filter(({ detailType }) => detailType === 'Finding Resolved');
    expect(resolved.map(({ resources }) => resources)).toEqual(before.map(({ resource }) => [resource.arn]));
    const archived = imported().filter(({ RecordState }) => RecordState === 'ARCHIVED');
    expect(archived.map(({ ProductFields }) => ProductFields?.['account-auditor/findingId']).toSorted()).toEqual(
      before.map(({ id }) => id).toSorted(),
    );
    expect(next.report.summary.counts.resolved).toBe(before.length);
  });

  it('is stored and reported when they refuse', async () => {
    const log = { info: vi.fn(), warn: vi.fn() };
    sandbox.setFaults([
      { on: 'securityhub:*', fault: 'denied' },
      { on: 'events:*', fault: 'denied' },
    ]);
    expectStored(await night(0, { log }));
    expectWarned(log);
  });

  it('is stored and reported when they never answer', async () => {
    const log = { info: vi.fn(), warn: vi.fn() };
    const deadline = new AbortController();
    whenCalled = (action) => {
      if (!/^(securityhub|events):/.test(action)) return undefined;
      deadline.abort();
      return new Promise<never>(() => {});
    };
    expectStored(await night(0, { log, deadline: deadline.signal }));
    expectWarned(log);
  });

  it('calls neither unless the configuration says so', async () => {
    await night(0, { configuration: defaultConfiguration });
    expect([calls('securityhub:BatchImportFindings'), calls('events:PutEvents')]).toEqual([0, 0]);
  });

  it('is not told of when it is only looked at', async () => {
    await night(0, { store: false });
    expect([calls('securityhub:BatchImportFindings'), calls('events:PutEvents')]).toEqual([0, 0]);
  });
});
