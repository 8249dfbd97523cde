import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../lib/findings/finding.ts';
import { type Model, makeModel } from '../../../lib/report/page/app/model/model.ts';
import { greatestRemedies } from '../../../lib/report/page/app/model/remedies/remedies.ts';
import { weightOf } from '../../../lib/report/page/app/model/remedies/remedy.ts';
import { makePageData, type PageInput } from '../../../lib/report/page/make-page-data.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { auditedInput, sampleInput } from './a-page.ts';

const sample = await sampleInput();

function modelOf(input: PageInput, keep: (finding: Finding) => boolean = () => true): Model {
  const findings = input.report.findings.filter(keep);
  return makeModel(makePageData({ ...input, report: { ...input.report, findings } }));
}

const account = (statements: readonly object[]) =>
  anAccount()
    .withPolicy('deploy', JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements })))
    .withRole('deployer', { policies: ['deploy'], used: { lambda: daysAgo(2), iam: null } });

const passesAnyRole = { Sid: 'Pass', Effect: 'Allow', Action: ['iam:PassRole', 'lambda:*'], Resource: '*' };

describe('greatestRemedies', () => {
  const remedies = greatestRemedies(modelOf(sample), 5);

  it('begins with the change that closes most, by the weight of what it closes', () => {
    const weights = remedies.map(({ closes }) => weightOf(closes));
    expect(remedies).toHaveLength(5);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  it('closes no finding twice, and none that was accepted or resolved', () => {
    const closed = remedies.flatMap(({ closes }) => closes.map(({ id }) => id));
    expect(new Set(closed).size).toBe(closed.length);
    const accepted = sample.report.findings.map((finding) => ({ ...finding, status: 'suppressed' as const }));
    const report = { ...sample.report, findings: accepted };
    expect(greatestRemedies(makeModel(makePageData({ ...sample, report })), 5)).toEqual([]);
  });

  it('is never to take AdministratorAccess from everybody', () => {
    const many = greatestRemedies(modelOf(sample), 60);
    expect(
      many.filter(({ commands }) => commands.some((line) => line.includes("policy/AdministratorAccess'"))),
    ).toEqual(
      many
        .filter(({ key }) => key.startsWith('delete '))
        .filter(({ commands }) => commands.some((line) => line.includes("policy/AdministratorAccess'"))),
    );
  });

  it('has nothing for an account in which nothing was found', () => {
    expect(
      greatestRemedies(
        modelOf(auditedInput(anAccount().build()), () => false),
        5,
      ),
    ).toEqual([]);
  });

  it('narrows the one statement that most findings need, with its paths and who uses it', () => {
    const [first] = remedies;
    expect(first).toMatchObject({
      title: 'Narrow statement 0 (Infrastructure) of the policy ci-terraform-apply',
      couldBreak: expect.stringContaining('Of its services these were used: ec2, '),
      how: expect.stringMatching(/^Write what is needed .* It is in 36 of the listed ways to an administrator/),
    });
    expect(first?.closes.map(({ checkId }) => checkId)).toEqual(
      expect.arrayContaining(['privilege-escalation', 'shadow-admin', 'pass-role-any', 'data-exfiltration']),
    );
    expect(first?.commands).toEqual([
      "aws iam get-policy-version --policy-arn 'arn:aws:iam::111122223333:policy/ci/ci-terraform-apply' --version-id 'v1'",
      "aws iam create-policy-version --policy-arn 'arn:aws:iam::111122223333:policy/ci/ci-terraform-apply' --policy-document 'file://policy.json' --set-as-default",
    ]);
  });

  it('claims no finding that another statement is enough for', () => {
    const input = auditedInput(account([passesAnyRole, { ...passesAnyRole, Sid: 'Again' }]).build());
    const closed = greatestRemedies(modelOf(input), 20).flatMap(({ key, closes }) =>
      key.startsWith('narrow') ? closes.map(({ checkId }) => checkId) : [],
    );
    expect(input.report.findings.map(({ checkId }) => checkId)).toContain('pass-role-any');
    expect(closed).not.toContain('pass-role-any');
  });

  it('claims no finding whose list of ways was cut', () => {
    const isWay = ({ checkId }: Finding) => checkId === 'privilege-escalation';
    const whole = greatestRemedies(modelOf(sample, isWay), 5);
    const cut = sample.report.findings
      .filter(isWay)
      .map((finding) => ({ ...finding, evidence: { ...finding.evidence, truncated: { paths: 7 } } }));
    const report = { ...sample.report, findings: cut };
    const narrowed = greatestRemedies(makeModel(makePageData({ ...sample, report })), 5);
    expect(whole.some(({ key }) => key.startsWith('narrow '))).toBe(true);
    expect(narrowed.some(({ key }) => key.startsWith('narrow '))).toBe(false);
  });

  it('deletes what nobody uses, with all that was found of it', () => {
    const trust = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } };
    const input = auditedInput(
      anAccount()
        .withRole('forgotten', { lastUsed: daysAgo(300), trust })
        .build(),
    );
    const [first] = greatestRemedies(modelOf(input), 1);
    const found = input.report.findings.filter(({ resource }) => resource.name === 'forgotten');
    expect(first?.title).toBe('Delete the role forgotten, which nobody uses');
    expect(first?.closes).toEqual(found);
    expect(found.map(({ checkId }) => checkId)).toEqual(expect.arrayContaining(['role-unused', 'trust-anyone']));
    expect(first?.couldBreak).toContain(`last used ${daysAgo(300).slice(0, 10)}`);
  });

  it('takes a policy that one principal does not use from it alone', () => {
    const remedy = greatestRemedies(
      modelOf(sample, ({ checkId }) => checkId === 'attachment-unused'),
      1,
    )[0];
    expect(remedy?.title).toMatch(/^Take the policy \S+ from \S+, which does not use it$/);
    expect(remedy?.commands).toHaveLength(1);
  });

  it('takes a policy that nobody uses from all, with what was found of it', () => {
    const isOf = ({ resource }: Finding) => resource.name === 'erp-backup-bucket';
    const [remedy] = greatestRemedies(modelOf(sample, isOf), 1);
    expect(remedy?.title).toContain('erp-backup-bucket from all who hold it');
    expect(remedy?.closes).toEqual(sample.report.findings.filter(isOf));
  });

  it('lets a user register one second factor for all checks that ask for it', () => {
    const [remedy] = greatestRemedies(
      modelOf(sample, ({ resource, checkId }) => resource.name === 'j.tanaka' && checkId.endsWith('without-mfa')),
      1,
    );
    expect(remedy).toMatchObject({ title: 'Let j.tanaka register a second factor', commands: [] });
    expect(remedy?.closes).toHaveLength(2);
  });

  it('sets the password policy by one call, which takes nothing back that another check asks for', () => {
    const [remedy] = greatestRemedies(
      modelOf(sample, ({ checkId }) => checkId.startsWith('password-policy-')),
      1,
    );
    expect(remedy?.commands).toEqual([
      "aws iam update-account-password-policy --minimum-password-length '14' --max-password-age '90' --password-reuse-prevention '24' " +
        '--require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password --no-hard-expiry',
    ]);
  });

  it('quotes what it takes from the account', () => {
    const name = "x'; rm -rf ~; '";
    const trust = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } };
    const input = auditedInput(
      anAccount()
        .withRole(name, { lastUsed: daysAgo(2), trust })
        .build(),
    );
    const [remedy] = greatestRemedies(modelOf(input), 1);
    expect(remedy?.commands[0]).toContain("--role-name 'x'\\''; rm -rf ~; '\\'''");
  });
});
