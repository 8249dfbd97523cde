import { describe, expect, it } from 'vitest';
import { getParameter, getParameterHistory } from '../../../lib/sandbox/ssm/get-parameters.ts';
import { labelParameterVersion, unlabelParameterVersion } from '../../../lib/sandbox/ssm/label-parameter-version.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

function twoVersions() {
  const call = callsTo(embeddedAccount({ parameters: { '/config': 'old' } }));
  call(putParameter, { Name: '/config', Value: 'new', Overwrite: true });
  return call;
}

describe('labelParameterVersion', () => {
  it('labels the newest version unless another is named', () => {
    const call = twoVersions();
    expect(call(labelParameterVersion, { Name: '/config', Labels: ['live'] }).ParameterVersion).toBe(2);
    call(labelParameterVersion, { Name: '/config', ParameterVersion: 1, Labels: ['known-good'] });
    expect(call(getParameter, { Name: '/config:known-good' }).Parameter).toMatchObject({ Value: 'old', Version: 1 });
  });

  it('moves a label that another version has', () => {
    const call = twoVersions();
    call(labelParameterVersion, { Name: '/config', ParameterVersion: 1, Labels: ['live'] });
    call(labelParameterVersion, { Name: '/config', ParameterVersion: 2, Labels: ['live'] });
    expect(call(getParameterHistory, { Name: '/config' }).Parameters?.map(({ Labels }) => Labels)).toEqual([
      [],
      ['live'],
    ]);
  });

  it('answers bad labels and sets the others', () => {
    const call = twoVersions();
    const Labels = ['ok_1.0', '1st', 'aws-live', 'with space'];
    expect(call(labelParameterVersion, { Name: '/config', Labels }).InvalidLabels).toEqual([
      '1st',
      'aws-live',
      'with space',
    ]);
    expect(call(getParameter, { Name: '/config:ok_1.0' }).Parameter?.Version).toBe(2);
  });

  it('allows ten labels to a version', () => {
    const call = twoVersions();
    const labels = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    call(labelParameterVersion, { Name: '/config', Labels: labels(9, 'a') });
    call(labelParameterVersion, { Name: '/config', Labels: ['a0', 'b'] });
    expectAwsError('ParameterVersionLabelLimitExceeded', () =>
      call(labelParameterVersion, { Name: '/config', Labels: ['c'] }),
    );
    expectAwsError('ValidationException', () =>
      call(labelParameterVersion, { Name: '/config', Labels: labels(11, 'd') }),
    );
    expectAwsError('ValidationException', () =>
      call(labelParameterVersion, { Name: '/config', Labels: ['x'.repeat(101)] }),
    );
  });

  it('does not find a version or parameter that is not there', () => {
    const call = twoVersions();
    expectAwsError('ParameterVersionNotFound', () =>
      call(labelParameterVersion, { Name: '/config', ParameterVersion: 3, Labels: ['live'] }),
    );
    expectAwsError('ParameterNotFound', () => call(labelParameterVersion, { Name: '/other', Labels: ['live'] }));
  });
});

describe('unlabelParameterVersion', () => {
  it('takes labels from one version and answers those that are not on it', () => {
    const call = twoVersions();
    call(labelParameterVersion, { Name: '/config', ParameterVersion: 1, Labels: ['live', 'known-good'] });
    expect(
      call(unlabelParameterVersion, { Name: '/config', ParameterVersion: 1, Labels: ['live', 'never-set'] }),
    ).toEqual({ RemovedLabels: ['live'], InvalidLabels: ['never-set'] });
    expectAwsError('ParameterVersionNotFound', () => call(getParameter, { Name: '/config:live' }));
  });
});
