import { describe, expect, it } from 'vitest';
import { parameterSecretInPlaintext } from '../../../lib/checks/serverless/parameter-secret-in-plaintext.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const parameter = (name: string, type = 'String', region = 'eu-west-1') => ({
  arn: `arn:aws:ssm:${region}:111122223333:parameter${name}`,
  name,
  region,
  type,
  modifiedAt: daysAgo(10),
});
const account = (...items: readonly ReturnType<typeof parameter>[]) =>
  anAccount().with({ parameters: { regions: ['eu-west-1', 'us-east-1'], items: [...items] } });
const run = (story: ReturnType<typeof anAccount>) => runCheck(parameterSecretInPlaintext, story);

describe('parameter-secret-in-plaintext', () => {
  it('reports a parameter that is called like a secret and is not encrypted', () => {
    const { findings } = run(account(parameter('/shop/prod/db/password')));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: {
          arn: 'arn:aws:ssm:eu-west-1:111122223333:parameter/shop/prod/db/password',
          type: 'AWS::SSM::Parameter',
        },
        evidence: { region: 'eu-west-1', type: 'String', modifiedAt: daysAgo(10) },
      },
    ]);
    expect(findings.map(parameterSecretInPlaintext.describe)).toEqual([
      'Parameter /shop/prod/db/password of eu-west-1 is called like a secret and is a String, last changed 2026-11-12.',
    ]);
    expect(findings.map((finding) => parameterSecretInPlaintext.remediate(finding).commands)).toEqual([
      [
        "aws ssm put-parameter --name '/shop/prod/db/password-secure' --type 'SecureString' --region 'eu-west-1' --value 'file://secret.txt'",
        "aws ssm delete-parameter --name '/shop/prod/db/password' --region 'eu-west-1'",
      ],
    ]);
  });

  it('reports a list of them', () => {
    expect(foundNames(run(account(parameter('/shop/api-keys', 'StringList'))))).toEqual(['/shop/api-keys']);
  });

  it('passes what is encrypted, and what is only about a secret', () => {
    const story = account(
      parameter('/shop/prod/db/password', 'SecureString'),
      parameter('/shop/prod/password-policy'),
      parameter('/shop/prod/db/secret-arn'),
      parameter('/shop/prod/monkey'),
    );
    expect(run(story).status).toBe('pass');
  });

  it('says that a Region was not read', () => {
    const story = account(parameter('/shop/name')).withCoverage('parameters', {
      status: 'partial',
      reason: 'us-east-1: no answer',
      dataAsOf: null,
    });
    expect(run(story).unknown).toMatchObject([
      { code: 'not-collected', reason: 'parameters partial: us-east-1: no answer' },
    ]);
  });

  it('has nothing to say without parameters, and is unknown when they were not read', () => {
    expect(run(account()).status).toBe('not-applicable');
    expect(run(anAccount().without('parameters')).status).toBe('unknown');
  });
});
