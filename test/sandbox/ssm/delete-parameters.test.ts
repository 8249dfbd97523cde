import { describe, expect, it } from 'vitest';
import { deleteParameter, deleteParameters } from '../../../lib/sandbox/ssm/delete-parameters.ts';
import { getParameter } from '../../../lib/sandbox/ssm/get-parameters.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

describe('deleteParameter', () => {
  it('takes all versions away: a new parameter of that name begins at 1', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/lease': 'run-1' } }));
    call(putParameter, { Name: '/lease', Value: 'run-2', Overwrite: true });
    call(deleteParameter, { Name: '/lease' });
    expectAwsError('ParameterNotFound', () => call(getParameter, { Name: '/lease' }));
    expect(call(putParameter, { Name: '/lease', Value: 'run-3', Type: 'SecureString' }).Version).toBe(1);
  });

  it('does not find what is not there', () => {
    expectAwsError('ParameterNotFound', () => callsTo(embeddedAccount())(deleteParameter, { Name: '/lease' }));
  });
});

describe('deleteParameters', () => {
  it('tells what it deleted and what was not there', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a': '1', '/b': '2' } }));
    expect(call(deleteParameters, { Names: ['/b', '/c', '/a'] })).toEqual({
      DeletedParameters: ['/b', '/a'],
      InvalidParameters: ['/c'],
    });
  });

  it('takes ten names at most, and deletes none of eleven', () => {
    const names = Array.from({ length: 11 }, (_, shard) => `/findings/${shard}`);
    const account = embeddedAccount({ parameters: Object.fromEntries(names.map((name) => [name, 'x'])) });
    expectAwsError('ValidationException', () => callsTo(account)(deleteParameters, { Names: names }));
    expect(account.ssm.inRegion('eu-west-1').size).toBe(11);
  });
});
