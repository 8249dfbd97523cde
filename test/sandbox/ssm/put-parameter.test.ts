import { describe, expect, it } from 'vitest';
import { getParameter, getParameterHistory } from '../../../lib/sandbox/ssm/get-parameters.ts';
import { labelParameterVersion } from '../../../lib/sandbox/ssm/label-parameter-version.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const keyArn = `arn:aws:kms:eu-west-1:111122223333:key/${keyId}`;

function storing() {
  return callsTo(embeddedAccount({ kmsKeys: [keyId, 'alias/account-auditor'] }));
}

describe('putParameter', () => {
  it('makes version 1 in the Standard tier and dates it by the clock', () => {
    const call = storing();
    const put = { Name: '/account-auditor/config', Value: '{"unusedAfterDays":90}', Type: 'String' } as const;
    expect(call(putParameter, put)).toEqual({ Version: 1, Tier: 'Standard' });
    expect(call(getParameter, { Name: put.Name }).Parameter).toMatchObject({
      ...put,
      Version: 1,
      LastModifiedDate: NOW,
      ARN: 'arn:aws:ssm:eu-west-1:111122223333:parameter/account-auditor/config',
      DataType: 'text',
    });
  });

  it('refuses a name that is taken unless Overwrite is set', () => {
    const call = storing();
    const put = { Name: '/account-auditor/111122223333/lease', Value: 'run-1', Type: 'String' } as const;
    call(putParameter, put);
    expectAwsError('ParameterAlreadyExists', () => call(putParameter, { ...put, Value: 'run-2' }));
    expect(call(putParameter, { ...put, Value: 'run-2', Overwrite: true }).Version).toBe(2);
    expect(call(getParameter, { Name: put.Name }).Parameter?.Value).toBe('run-2');
  });

  it('keeps what an overwrite leaves out, except the key', () => {
    const call = storing();
    const put = { Name: '/lease', Value: 'a', Type: 'SecureString', KeyId: keyId, Description: 'who writes' } as const;
    call(putParameter, put);
    call(putParameter, { Name: '/lease', Value: 'b', Overwrite: true });
    const history = call(getParameterHistory, { Name: '/lease', WithDecryption: true }).Parameters;
    expect(history).toMatchObject([
      { Value: 'a', KeyId: keyId, Type: 'SecureString', Description: 'who writes' },
      { Value: 'b', KeyId: 'alias/aws/ssm', Type: 'SecureString', Description: 'who writes' },
    ]);
  });

  it('keeps the hundred newest versions', () => {
    const call = storing();
    for (let night = 1; night <= 103; night += 1) {
      call(putParameter, { Name: '/summary', Value: `night ${night}`, Type: 'String', Overwrite: true });
    }
    expect(call(getParameter, { Name: '/summary:4' }).Parameter).toMatchObject({ Value: 'night 4', Selector: ':4' });
    expectAwsError('ParameterVersionNotFound', () => call(getParameter, { Name: '/summary:3' }));
  });

  it('refuses the version that would drop a labelled one', () => {
    const call = storing();
    const put = () => call(putParameter, { Name: '/summary', Value: 'counts', Type: 'String', Overwrite: true });
    for (let night = 1; night <= 100; night += 1) {
      put();
    }
    call(labelParameterVersion, { Name: '/summary', ParameterVersion: 1, Labels: ['baseline'] });
    const { message } = expectAwsError('ParameterMaxVersionLimitExceeded', put);
    expect(message).toContain("Version 1, the oldest version, can't be deleted because it has a label");
    call(labelParameterVersion, { Name: '/summary', ParameterVersion: 2, Labels: ['baseline'] });
    expect(put()).toMatchObject({ Version: 101 });
  });

  describe('size', () => {
    const put = (bytes: number, tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering') => () =>
      storing()(putParameter, { Name: '/shard', Value: 'x'.repeat(bytes), Type: 'String', Tier: tier });

    it.each([
      ['Standard', undefined, 4096],
      ['Standard', 'Standard', 4096],
      ['Standard', 'Intelligent-Tiering', 4096],
      ['Advanced', 'Intelligent-Tiering', 4097],
      ['Advanced', 'Advanced', 8192],
    ] as const)('stores as %s what asks for %s with %i bytes', (stored, tier, bytes) => {
      expect(put(bytes, tier)()).toMatchObject({ Tier: stored });
    });

    it.each([
      [undefined, 4097, /^Standard tier parameters support a maximum parameter value of 4096 characters/],
      ['Standard', 4097, /^Standard tier/],
      ['Advanced', 8193, /^Advanced tier parameters support a maximum parameter value of 8192 characters/],
      ['Intelligent-Tiering', 8193, /^Advanced tier/],
    ] as const)('refuses for %s a value of %i bytes', (tier, bytes, sentence) => {
      expect(expectAwsError('ValidationException', put(bytes, tier)).message).toMatch(sentence);
    });

    it('counts bytes of UTF-8, not characters', () => {
      const call = storing();
      expectAwsError('ValidationException', () =>
        call(putParameter, { Name: '/shard', Value: 'é'.repeat(2049), Type: 'String' }),
      );
      expect(call(putParameter, { Name: '/shard', Value: 'é'.repeat(2048), Type: 'String' }).Tier).toBe('Standard');
    });

    it('does not take an Advanced parameter back to Standard', () => {
      const call = storing();
      call(putParameter, { Name: '/shard', Value: 'x', Type: 'String', Tier: 'Advanced' });
      expectAwsError('ValidationException', () =>
        call(putParameter, { Name: '/shard', Value: 'y', Tier: 'Standard', Overwrite: true }),
      );
      expect(call(putParameter, { Name: '/shard', Value: 'y', Overwrite: true }).Tier).toBe('Advanced');
    });
  });

  describe('value', () => {
    it.each(['{{ssm:other}}', '{"a":{"b":{{', '{{}}'])('refuses %s, which nests a parameter', (value) => {
      const { message } = expectAwsError('ValidationException', () =>
        storing()(putParameter, { Name: '/nested', Value: value, Type: 'String' }),
      );
      expect(message).toContain("can't nest another parameter");
    });

    it('takes braces that do not touch', () => {
      expect(storing()(putParameter, { Name: '/json', Value: '{"a":{"b":{}}}', Type: 'String' }).Version).toBe(1);
    });

    it('refuses an empty value', () => {
      expectAwsError('ValidationException', () =>
        storing()(putParameter, { Name: '/empty', Value: '', Type: 'String' }),
      );
    });

    it('holds it to its pattern, also on an overwrite that does not repeat the pattern', () => {
      const call = storing();
      call(putParameter, { Name: '/days', Value: '90', Type: 'String', AllowedPattern: '^\\d+$' });
      expectAwsError('ParameterPatternMismatchException', () =>
        call(putParameter, { Name: '/days', Value: 'ninety', Overwrite: true }),
      );
      expectAwsError('InvalidAllowedPatternException', () =>
        call(putParameter, { Name: '/other', Value: '1', Type: 'String', AllowedPattern: '(' }),
      );
    });
  });

  describe('key', () => {
    it.each([
      keyId,
      keyArn,
      'alias/account-auditor',
      'arn:aws:kms:eu-west-1:111122223333:alias/account-auditor',
      'alias/aws/ssm',
    ])('encrypts with %s, which the account knows', (key) => {
      const put = { Name: '/secret', Value: 'hook', Type: 'SecureString', KeyId: key } as const;
      expect(storing()(putParameter, put).Version).toBe(1);
    });

    it.each(['alias/other', '99999999-12ab-34cd-56ef-1234567890ab', 'alias/aws/s3'])('does not know %s', (key) => {
      const { message } = expectAwsError('InvalidKeyId', () =>
        storing()(putParameter, { Name: '/secret', Value: 'hook', Type: 'SecureString', KeyId: key }),
      );
      expect(message).toBe(`Invalid keyId ${key}`);
    });

    it('takes a key for a SecureString only', () => {
      const put = { Name: '/plain', Value: 'text', Type: 'String', KeyId: keyId } as const;
      expectAwsError('ValidationException', () => storing()(putParameter, put));
    });
  });

  describe('type', () => {
    it('is required of a new parameter', () => {
      const { message } = expectAwsError('ValidationException', () =>
        storing()(putParameter, { Name: '/new', Value: 'x' }),
      );
      expect(message).toBe('A parameter type is required when you create a parameter.');
    });

    it('does not change', () => {
      const call = storing();
      call(putParameter, { Name: '/secret', Value: 'hook', Type: 'String' });
      expectAwsError('HierarchyTypeMismatchException', () =>
        call(putParameter, { Name: '/secret', Value: 'hook', Type: 'SecureString', Overwrite: true }),
      );
    });
  });

  it.each([
    ['tags on an overwrite', { Overwrite: true, Tags: [{ Key: 'app', Value: 'auditor' }] }],
    ['a data type that is none', { DataType: 'json' }],
  ])('refuses %s', (_, extra) => {
    expectAwsError('ValidationException', () =>
      storing()(putParameter, { Name: '/x', Value: 'x', Type: 'String', ...extra }),
    );
  });

  it('writes in the Region that signed', () => {
    const account = embeddedAccount();
    callsTo(account, { region: 'eu-west-1' })(putParameter, { Name: '/here', Value: 'x', Type: 'String' });
    expectAwsError('ParameterNotFound', () =>
      callsTo(account, { region: 'us-east-1' })(getParameter, { Name: '/here' }),
    );
  });
});
