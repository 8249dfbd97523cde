import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { credentialReportCsv } from '../../../lib/sandbox/iam/credential-report-csv.ts';
import { embeddedAccount } from '../calling.ts';

function rowsOf(spec: Partial<AccountSpecInput>): Record<string, string>[] {
  return parse(credentialReportCsv(embeddedAccount(spec).iam.content), { columns: true });
}

describe('credentialReportCsv', () => {
  it('has AWS’s header', () => {
    const [header] = credentialReportCsv(embeddedAccount().iam.content).split('\n');
    expect(header).toBe(
      'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
        'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,' +
        'access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,' +
        'access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,' +
        'cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info',
    );
  });

  it('tells of root first, without the columns that are not supported for it', () => {
    const [root] = rowsOf({
      root: { created: '-2000d', mfa: 'hardware', passwordLastUsed: '-300d', keys: [{ created: '-1900d' }] },
    });
    expect(root).toMatchObject({
      user: '<root_account>',
      arn: 'arn:aws:iam::111122223333:root',
      user_creation_time: '2021-06-02T03:00:00Z',
      password_enabled: 'true',
      password_last_used: '2026-01-27T03:00:00Z',
      password_last_changed: 'not_supported',
      password_next_rotation: 'not_supported',
      mfa_active: 'true',
      access_key_1_active: 'true',
      access_key_1_last_used_date: 'N/A',
    });
  });

  it('tells of a root user without credentials', () => {
    expect(rowsOf({})[0]).toMatchObject({
      password_enabled: 'false',
      password_last_used: 'N/A',
      mfa_active: 'false',
      access_key_1_active: 'false',
    });
  });

  it('tells of a user’s password, keys and certificates', () => {
    const [, alice] = rowsOf({
      passwordPolicy: { maxAgeDays: 90 },
      users: [
        {
          name: 'alice',
          created: '-400d',
          password: { changed: '-30d' },
          mfa: 'virtual',
          keys: [
            { created: '-200d', lastUsed: '-2d', region: 'eu-west-1', service: 'ec2' },
            { created: '-300d', active: false },
          ],
          certificates: [{ uploaded: '-350d' }],
        },
      ],
    });
    expect(alice).toEqual({
      user: 'alice',
      arn: 'arn:aws:iam::111122223333:user/alice',
      user_creation_time: '2025-10-19T03:00:00Z',
      password_enabled: 'true',
      password_last_used: 'no_information',
      password_last_changed: '2026-10-24T03:00:00Z',
      password_next_rotation: '2027-01-22T03:00:00Z',
      mfa_active: 'true',
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2026-05-07T03:00:00Z',
      access_key_1_last_used_date: '2026-11-21T03:00:00Z',
      access_key_1_last_used_region: 'eu-west-1',
      access_key_1_last_used_service: 'ec2',
      access_key_2_active: 'false',
      access_key_2_last_rotated: '2026-01-27T03:00:00Z',
      access_key_2_last_used_date: 'N/A',
      access_key_2_last_used_region: 'N/A',
      access_key_2_last_used_service: 'N/A',
      cert_1_active: 'true',
      cert_1_last_rotated: '2025-12-08T03:00:00Z',
      cert_2_active: 'false',
      cert_2_last_rotated: 'N/A',
      additional_credentials_info: 'N/A',
    });
  });

  it('says nothing of a password to a user without one, and of no rotation where no policy asks for it', () => {
    const [, bot, carol] = rowsOf({
      users: [
        { name: 'bot', created: '-400d' },
        { name: 'carol', created: '-400d', password: { changed: '-30d', lastUsed: '-1d' } },
      ],
    });
    expect(bot).toMatchObject({ password_enabled: 'false', password_last_used: 'N/A', password_last_changed: 'N/A' });
    expect(carol).toMatchObject({ password_last_used: '2026-11-22T03:00:00Z', password_next_rotation: 'N/A' });
  });

  it('says how many certificates it leaves out', () => {
    const [, alice] = rowsOf({
      users: [
        {
          name: 'alice',
          created: '-1d',
          certificates: [{ uploaded: '-1d' }, { uploaded: '-1d' }, { uploaded: '-1d' }],
        },
      ],
    });
    expect(alice?.additional_credentials_info).toMatch(/^1 additional certificate/);
  });

  it('lists users without regard to letter case, and quotes what would break a line', () => {
    const rows = rowsOf({
      users: [
        { name: 'bob', created: '-1d' },
        { name: 'Carol', created: '-1d' },
        { name: 'alice,admin', path: '/a"b/', created: '-1d' },
      ],
    });
    expect(rows.map((row) => row.user)).toEqual(['<root_account>', 'alice,admin', 'bob', 'Carol']);
    expect(rows[1]?.arn).toBe('arn:aws:iam::111122223333:user/a"b/alice,admin');
  });
});
