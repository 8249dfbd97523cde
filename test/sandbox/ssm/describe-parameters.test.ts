import { describe, expect, it } from 'vitest';
import { describeParameters } from '../../../lib/sandbox/ssm/describe-parameters.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

function describing() {
  const call = callsTo(embeddedAccount({ parameters: { '/app/db/host': 'x', '/app/name': 'y', plain: 'z' } }));
  call(putParameter, { Name: '/app/db/password', Value: 'p', Type: 'SecureString', Description: 'rotated by hand' });
  return call;
}

function namesBy(...filters: { Key: string; Option?: string; Values?: string[] }[]) {
  return describing()(describeParameters, { ParameterFilters: filters }).Parameters?.map(({ Name }) => Name);
}

describe('describeParameters', () => {
  it('tells of every parameter without its value', () => {
    const parameters = describing()(describeParameters, {}).Parameters;
    expect(parameters?.map(({ Name }) => Name)).toEqual(['/app/db/host', '/app/db/password', '/app/name', 'plain']);
    expect(parameters?.[1]).toMatchObject({
      ARN: 'arn:aws:ssm:eu-west-1:111122223333:parameter/app/db/password',
      Type: 'SecureString',
      KeyId: 'alias/aws/ssm',
      Version: 1,
      Description: 'rotated by hand',
      LastModifiedUser: 'arn:aws:sts::111122223333:assumed-role/account-auditor/nightly',
    });
    expect(JSON.stringify(parameters)).not.toContain('"Value"');
  });

  it('filters by name, path and type', () => {
    expect(namesBy({ Key: 'Name', Option: 'BeginsWith', Values: ['/app/db'] })).toEqual([
      '/app/db/host',
      '/app/db/password',
    ]);
    expect(namesBy({ Key: 'Name', Option: 'Contains', Values: ['name', 'lai'] })).toEqual(['/app/name', 'plain']);
    expect(namesBy({ Key: 'Name', Values: ['plain'] })).toEqual(['plain']);
    expect(namesBy({ Key: 'Path', Values: ['/app'] })).toEqual(['/app/name']);
    expect(namesBy({ Key: 'Path', Option: 'Recursive', Values: ['/app'] })).toHaveLength(3);
    expect(
      namesBy({ Key: 'Type', Values: ['SecureString'] }, { Key: 'KeyId', Option: 'BeginsWith', Values: ['alias/aws'] }),
    ).toEqual(['/app/db/password']);
  });

  it('takes the older form of filters', () => {
    const call = describing();
    expect(call(describeParameters, { Filters: [{ Key: 'Type', Values: ['SecureString'] }] }).Parameters).toHaveLength(
      1,
    );
  });

  it('has no parameters that others share', () => {
    expect(describing()(describeParameters, { Shared: true }).Parameters).toEqual([]);
  });

  it.each([
    ['InvalidFilterKey', { Key: 'Colour', Values: ['red'] }],
    ['InvalidFilterOption', { Key: 'Name', Option: 'Recursive', Values: ['/app'] }],
    ['InvalidFilterValue', { Key: 'Name', Values: [] }],
    ['ValidationException', { Key: 'Path', Values: ['app'] }],
  ])('refuses with %s', (code, filter) => {
    expectAwsError(code, () => namesBy(filter));
  });

  it('pages', () => {
    const call = describing();
    const first = call(describeParameters, { MaxResults: 3 });
    expect(call(describeParameters, { MaxResults: 3, NextToken: first.NextToken })).toMatchObject({
      Parameters: [{ Name: 'plain' }],
      NextToken: undefined,
    });
    expectAwsError('ValidationException', () => call(describeParameters, { MaxResults: 51 }));
  });
});
