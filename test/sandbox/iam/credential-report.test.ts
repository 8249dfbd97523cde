import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/sandbox/account.ts';
import { generateCredentialReport, getCredentialReport } from '../../../lib/sandbox/iam/credential-report.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const generate = (account: Account, now = NOW) => callsTo(account, { now })(generateCredentialReport, {});
const get = (account: Account, now = NOW) => callsTo(account, { now })(getCredentialReport, {});

const hours = 3600;

describe('generateCredentialReport', () => {
  it('starts, is in progress, and is complete when its time is over', () => {
    const account = embeddedAccount({}, { credentialReportSeconds: 30 });
    expect(generate(account)).toMatchObject({ State: 'STARTED', Description: expect.any(String) });
    expect(generate(account, later(29))).toEqual({ State: 'INPROGRESS' });
    expect(generate(account, later(30))).toEqual({ State: 'COMPLETE' });
  });

  it('gives the same report for four hours, then makes another', () => {
    const account = embeddedAccount({}, { credentialReportSeconds: 30 });
    generate(account);
    expect(generate(account, later(30 + 4 * hours)).State).toBe('COMPLETE');
    expect(generate(account, later(31 + 4 * hours)).State).toBe('STARTED');
  });

  it('can be made to never complete', () => {
    const account = embeddedAccount({}, { credentialReportSeconds: Number.POSITIVE_INFINITY });
    generate(account);
    expect(generate(account, later(24 * hours)).State).toBe('INPROGRESS');
    expectAwsError('ReportInProgress', () => get(account, later(24 * hours)));
  });
});

describe('getCredentialReport', () => {
  it('gives the bytes of a CSV and says when it was made', () => {
    const account = embeddedAccount({ users: [{ name: 'alice', created: '-1d' }] }, { credentialReportSeconds: 30 });
    generate(account);
    const { Content, ReportFormat, GeneratedTime } = get(account, later(60));
    expect(new TextDecoder().decode(Content)).toContain('\nalice,arn:aws:iam::111122223333:user/alice,');
    expect({ ReportFormat, GeneratedTime }).toEqual({ ReportFormat: 'text/csv', GeneratedTime: later(30) });
  });

  it('keeps what was true when it was asked for', () => {
    const account = embeddedAccount({ users: [{ name: 'alice', created: '-1d' }] });
    generate(account);
    account.remove('arn:aws:iam::111122223333:user/alice');
    expect(new TextDecoder().decode(get(account, later(60)).Content)).toContain('alice');
  });

  it('refuses before, while and long after it is made, each with its own error', () => {
    const account = embeddedAccount({}, { credentialReportSeconds: 30 });
    expect(expectAwsError('ReportNotPresent', () => get(account)).status).toBe(410);
    generate(account);
    expect(expectAwsError('ReportInProgress', () => get(account, later(29))).status).toBe(404);
    expect(expectAwsError('ReportExpired', () => get(account, later(31 + 4 * hours))).status).toBe(410);
  });
});
