import { describe, expect, it } from 'vitest';
import { parseCredentialReport } from '../../lib/snapshot/credential-report.ts';
import { credentialReportCsv } from './credential-report-csv.ts';

const parse = (csv: string) => parseCredentialReport(csv, 'report.csv');

describe('parseCredentialReport', () => {
  it('reads a row by the names of its columns', () => {
    const csv = credentialReportCsv([
      {
        user: 'ada',
        arn: 'arn:aws:iam::111122223333:user/ada',
        user_creation_time: '2024-02-01T09:30:00+00:00',
        password_enabled: 'true',
        password_last_used: '2026-11-20T08:15:00+00:00',
        mfa_active: 'TRUE',
        access_key_2_active: 'false',
        access_key_2_last_rotated: '2025-01-07T10:00:00+00:00',
        access_key_2_last_used_date: 'N/A',
        cert_1_active: 'true',
        cert_1_last_rotated: '2025-05-05T05:05:05+00:00',
      },
    ]);
    expect(parse(csv)).toEqual([
      {
        user: 'ada',
        arn: 'arn:aws:iam::111122223333:user/ada',
        createdAt: '2024-02-01T09:30:00.000Z',
        passwordEnabled: true,
        passwordLastUsedAt: '2026-11-20T08:15:00.000Z',
        passwordLastChangedAt: null,
        passwordNextRotationAt: null,
        mfaActive: true,
        accessKeys: [
          {
            slot: 2,
            active: false,
            lastRotatedAt: '2025-01-07T10:00:00.000Z',
            lastUsedAt: null,
            lastUsedRegion: null,
            lastUsedService: null,
          },
        ],
        certificates: [{ slot: 1, active: true, lastRotatedAt: '2025-05-05T05:05:05.000Z' }],
        additionalCredentialsInfo: null,
      },
    ]);
  });

  it("takes AWS's words for nothing as nothing", () => {
    const [root] = parse(
      credentialReportCsv([
        {
          user: '<root_account>',
          password_enabled: 'not_supported',
          password_last_used: 'no_information',
          password_next_rotation: 'not_supported',
        },
      ]),
    );
    expect(root).toMatchObject({
      passwordEnabled: null,
      passwordLastUsedAt: null,
      passwordNextRotationAt: null,
      accessKeys: [],
    });
  });

  it('does without columns that it does not know, in any order', () => {
    const csv = credentialReportCsv([{ user: 'ada', mfa_active: 'true' }]);
    const turned = csv
      .split('\n')
      .map((line, index) => [index === 0 ? 'brand_new' : 'x', ...line.split(',').reverse()].join(','))
      .join('\r\n');
    expect(parse(`\ufeff${turned}`)).toMatchObject([{ user: 'ada', mfaActive: true }]);
  });

  it('keeps the extra column of newer reports as it stands', () => {
    const csv = credentialReportCsv([{ user: 'ada', additional_credentials_info: 'bedrock=1' }]);
    expect(parse(csv)[0]?.additionalCredentialsInfo).toBe('bedrock=1');
  });

  it('refuses a report that was cut off in the middle of a row', () => {
    const csv = credentialReportCsv([{ user: 'ada' }, { user: 'grace' }]);
    expect(() => parse(csv.slice(0, -40))).toThrow(
      /^report\.csv: cut off, or not a credential report \(.* on line 3\); accepted is/,
    );
  });

  it('refuses a date that was cut off', () => {
    const csv = credentialReportCsv([{ user: 'ada', access_key_1_last_rotated: '2026-11-2' }]);
    expect(() => parse(csv)).toThrow(/^report\.csv: row 1: access_key_1_last_rotated: "2026-11-2" is no date/);
  });

  it('refuses a flag that is neither true nor false', () => {
    const csv = credentialReportCsv([{ user: 'ada', mfa_active: 'maybe\u001b[31m' }]);
    expect(() => parse(csv)).toThrow(
      'report.csv: row 1: mfa_active: "maybe\\u001b[31m" is neither true nor false nor N/A',
    );
  });

  it.each([[''], ['{"UserDetailList": []}'], ['name,age\nada,36']])('refuses %j, which is no report', (text) => {
    expect(() => parse(text)).toThrow("accepted is the CSV of IAM's credential report, header included");
  });
});
