import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checks } from '../../lib/checks/registry.ts';
import { renderSarif } from '../../lib/report/sarif.ts';
import { anAccount } from '../builders/an-account.ts';
import { sarifProblems } from '../schemas/validators.ts';
import { ada, aFinding, aReport, hostileIntroducers, hostileNames } from './a-report.ts';

const message = z.strictObject({ text: z.string().min(1) });

/** What SARIF 2.1.0 demands of the parts that we write, and what GitHub's code scanning asks for beyond it. */
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: message,
              fullDescription: message,
              help: message,
              properties: z.strictObject({
                tags: z.array(z.string()).min(1),
                'security-severity': z.string().regex(/^(10|\d)\.\d$/),
              }),
            }),
          ),
        }),
      }),
      automationDetails: z.strictObject({ id: z.string() }),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level: z.literal('warning'), message })),
        }),
      ),
      columnKind: z.literal('utf16CodeUnits'),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level: z.enum(['error', 'warning', 'note']),
          message,
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.!~*'()%/-]+$/) }),
                region: z.strictObject({ startLine: z.literal(1) }),
              }),
              logicalLocations: z.tuple([
                z.strictObject({ fullyQualifiedName: z.string(), kind: z.literal('resource') }),
              ]),
            }),
          ]),
          partialFingerprints: z.record(z.string(), z.string()),
          properties: z.strictObject({ introducedBy: z.record(z.string(), z.string()) }).optional(),
        }),
      ),
    }),
  ]),
});

const read = (...input: Parameters<typeof aReport>) =>
  sarif.parse(JSON.parse(renderSarif(aReport(...input), checks))).runs[0];

describe('renderSarif', () => {
  it('is valid by the JSON Schema of SARIF 2.1.0', () => {
    const suppression = { exception: 'a', reason: 'Drilled.', owner: 'security', expires: '2027-03-31' };
    const report = aReport(
      [
        ...hostileNames.map((name) => aFinding({ name })),
        ...hostileIntroducers.map((introducedBy) => aFinding({ introducedBy })),
        aFinding({ status: 'suppressed', suppression }),
      ],
      anAccount().without('trails', 'denied').build(),
    );
    expect(sarifProblems(JSON.parse(renderSarif(report, checks)))).toEqual([]);
    expect(sarifProblems({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
  });

  it('has a rule for each check with findings, and each result leads to its rule', () => {
    const run = read([
      aFinding({ checkId: 'policy-unused', severity: 'high' }),
      aFinding({ checkId: 'role-unused', severity: 'low' }),
      aFinding({ checkId: 'role-unused', severity: 'medium' }),
    ]);
    expect(run.tool.driver.rules.map(({ id }) => id).sort()).toEqual(['policy-unused', 'role-unused']);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run.results.map(({ level }) => level)).toEqual(['error', 'note', 'warning']);
  });

  it('follows a finding from night to night by its id', () => {
    expect(read([aFinding()]).results[0]?.partialFingerprints).toEqual({ 'accountAuditorId/v1': 'a1b2c3d4e5f60718' });
  });

  it('names the resource by its ARN, and by an address that no night changes', () => {
    const [location] = read([aFinding()]).results[0]?.locations ?? [];
    expect(location?.physicalLocation.artifactLocation.uri).toBe('aws/111122223333/iam-role/billing-export.json');
    expect(location?.logicalLocations[0].fullyQualifiedName).toBe('arn:aws:iam::111122223333:role/billing-export');
  });

  it('keeps the account in an address that is one', () => {
    const resource = {
      arn: 'arn:aws:iam::111122223333:root',
      type: 'AWS::::Account',
      name: '111122223333',
      accountId: '111122223333',
    };
    const [location] = read([aFinding({ resource })]).results[0]?.locations ?? [];
    expect(location?.physicalLocation.artifactLocation.uri).toBe('aws/111122223333/account/111122223333.json');
  });

  it('says who introduced a finding, or why that is not known, where SARIF has room for what is our own', () => {
    const unknown = { unknown: 'CloudTrail did not answer' };
    const { results } = read([aFinding({ introducedBy: ada }), aFinding({ introducedBy: unknown }), aFinding()]);
    expect(results.map(({ properties }) => properties)).toEqual([
      { introducedBy: ada },
      { introducedBy: unknown },
      undefined,
    ]);
  });

  it('leaves out what was resolved', () => {
    expect(read([aFinding({ status: 'resolved' })]).results).toEqual([]);
  });

  it('says what the audit could not see', () => {
    const [invocation] = read([], anAccount().without('trails', 'denied').build()).invocations;
    expect(invocation).toMatchObject({ executionSuccessful: false });
    expect(invocation?.toolExecutionNotifications[0]?.message.text).toMatch(/^Not seen: trails: /);
    expect(read().invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it('keeps accounts apart that are uploaded to one repository', () => {
    expect(read().automationDetails.id).toBe('account-auditor/111122223333/');
  });

  it('makes no link and no broken address of any name', () => {
    const { results } = read(hostileNames.map((name) => aFinding({ name })));
    expect(results).toHaveLength(hostileNames.length);
    for (const result of results) {
      expect(result.message.text).not.toMatch(/(?<!\\)[[\]]/);
      expect(() => decodeURIComponent(result.locations[0].physicalLocation.artifactLocation.uri)).not.toThrow();
    }
  });
});
