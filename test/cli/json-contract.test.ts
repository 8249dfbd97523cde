import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checks } from '../../lib/checks/registry.ts';
import { severities } from '../../lib/findings/finding.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { call } from './command-line.ts';

const arn = z.string().regex(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:.+/);
const instant = z.iso.datetime();
const count = z.int().min(0);

/** What scripts rely on, key by key. Evidence is looked at by check, below. */
const contract = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('account-auditor'), version: z.string() }),
  account: z.strictObject({
    accountId: z.string().regex(/^\d{12}$/),
    partition: z.string(),
    alias: z.string().nullable(),
    callerArn: z.string().nullable(),
    region: z.string().nullable(),
  }),
  auditedAt: instant,
  snapshotTakenAt: instant,
  coverage: z.array(
    z.strictObject({
      source: z.string(),
      status: z.enum(['complete', 'partial', 'denied', 'failed', 'skipped']),
      reason: z.string().nullable(),
      dataAsOf: instant.nullable(),
      wanted: count.optional(),
      read: count.optional(),
    }),
  ),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(['pass', 'fail', 'unknown', 'not-applicable']),
      findings: count,
      unknown: z.array(
        z.strictObject({
          resourceArn: arn.optional(),
          detail: z.string().optional(),
          code: z.string(),
          reason: z.string().min(1),
        }),
      ),
      window: z.strictObject({ from: instant, to: instant }).optional(),
    }),
  ),
  summary: z.looseObject({
    status: z.enum(['complete', 'incomplete']),
    counts: z.strictObject({
      critical: count,
      high: count,
      medium: count,
      low: count,
      info: count,
      new: count,
      resolved: count,
      suppressed: count,
    }),
    checks: z.strictObject({ pass: count, fail: count, unknown: count, 'not-applicable': count }),
    coveragePercent: z.number().min(0).max(100),
    gaps: z.array(z.string()),
  }),
  findings: z.array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f]{16}$/),
      checkId: z.string(),
      severity: z.enum(severities),
      status: z.enum(['new', 'open', 'reopened', 'resolved', 'suppressed']),
      resource: z.strictObject({ arn, type: z.string(), name: z.string(), accountId: z.string().regex(/^\d{12}$/) }),
      title: z.string().min(1),
      detail: z.string().min(1),
      evidence: z.record(z.string(), z.json()),
      remediation: z.strictObject({ text: z.string().min(1), commands: z.array(z.string().min(1)).optional() }),
      firstSeenAt: instant,
      lastSeenAt: instant,
      resolvedAt: instant.optional(),
    }),
  ),
});

const inlinePolicy = z.strictObject({ entityArn: arn, name: z.string() });
const oneOfTwoPolicies = z.union([
  z.looseObject({ policyArn: arn, inlinePolicy: z.undefined().optional() }),
  z.looseObject({ inlinePolicy, policyArn: z.undefined().optional() }),
]);
const lastUsedAt = instant.nullable();
const usedAt = z.looseObject({ lastUsedAt });
const services = z
  .array(z.looseObject({ service: z.string(), lastUsedAt, grantedBy: z.array(oneOfTwoPolicies).min(1) }))
  .min(1);

/** Evidence that design and documentation promise. */
const evidenceByCheck: Readonly<Record<string, z.ZodType>> = {
  'user-unused': usedAt,
  'role-unused': usedAt,
  'password-unused': usedAt,
  'policy-unused': usedAt,
  'service-credential-unused': usedAt,
  'access-key-unused': z.looseObject({
    lastUsedAt,
    keySlot: z.literal([1, 2]),
    accessKeyId: z.string().regex(/^AKIA/),
  }),
  'attachment-unused': z.intersection(usedAt, oneOfTwoPolicies),
  'services-unused': z.looseObject({ services }),
  'actions-unused': z.looseObject({ actions: z.array(z.string()).min(1), untracked: z.array(z.string()) }),
};

describe('--format json', () => {
  let sandbox: Sandbox;
  let report: z.output<typeof contract>;

  beforeAll(async () => {
    sandbox = await startSandbox({ accounts: [smallAccount] });
    const { stdout } = await call(['audit', '--format', 'json'], sandbox.environment);
    report = contract.parse(JSON.parse(stdout));
  });
  afterAll(() => sandbox.close());

  it('speaks of the whole catalogue, in its order', () => {
    expect(report.checks.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  });

  it('counts what it lists', () => {
    const { counts } = report.summary;
    for (const severity of severities) {
      expect(report.findings.filter((finding) => finding.severity === severity)).toHaveLength(counts[severity]);
    }
    for (const { id, findings } of report.checks) {
      expect(report.findings.filter(({ checkId }) => checkId === id)).toHaveLength(findings);
    }
  });

  it('gives every finding an id of its own, and the gravest first', () => {
    expect(new Set(report.findings.map(({ id }) => id)).size).toBe(report.findings.length);
    const order = report.findings.map(({ severity }) => severities.indexOf(severity));
    expect(order).toEqual([...order].sort((left, right) => left - right));
  });

  it.each(Object.entries(evidenceByCheck))('keeps the evidence of %s', (id, evidence) => {
    const findings = report.findings.filter(({ checkId }) => checkId === id);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(evidence.safeParse(finding.evidence).error).toBeUndefined();
  });

  it.each(Object.keys(evidenceByCheck))('says which window %s looked at', (id) => {
    const { window } = report.checks.find((check) => check.id === id) ?? {};
    expect(Date.parse(window?.to ?? '')).toBeGreaterThan(Date.parse(window?.from ?? ''));
  });

  it('has a principal for the resource of an unused attachment', () => {
    const arns = report.findings
      .filter(({ checkId }) => checkId === 'attachment-unused')
      .map(({ resource }) => resource.arn);
    for (const principal of arns) expect(principal).toMatch(/:(user|role|group)\//);
  });
});
