import { describe, expect, it } from 'vitest';
import { lambdaEnvironmentNotCmk } from '../../../lib/checks/serverless/lambda-environment-not-cmk.ts';
import { lambdaSecretInEnvironment } from '../../../lib/checks/serverless/lambda-secret-in-environment.ts';
import type { LambdaFunction } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

type Variable = Extract<LambdaFunction['environment'], { variables: unknown }>['variables'][number];

const plain: Variable = { name: 'TABLE', secret: null };
const key: Variable = { name: 'AWS_SECRET', secret: { by: 'pattern', kind: 'AWS secret access key' } };
const named: Variable = { name: 'DB_PASSWORD', secret: { by: 'name', kind: 'password' } };
const random: Variable = { name: 'SEED', secret: { by: 'entropy', kind: 'random text' } };

const story = (variables: Variable[], parts: Partial<LambdaFunction> = {}) =>
  anAccount().with(withFunctions(aFunction('api', { environment: { variables }, ...parts })));
const without = anAccount().with(withFunctions(aFunction('api')));
const unreadable = anAccount().with(
  withFunctions(aFunction('api', { environment: { unreadable: 'KMSAccessDeniedException' } })),
);

describe('lambdaSecretInEnvironment', () => {
  it('names the variables that look like secrets, and how', () => {
    const [finding] = runCheck(lambdaSecretInEnvironment, story([plain, key, named])).findings;
    expect(finding).toMatchObject({
      severity: 'high',
      evidence: {
        variables: [
          { name: 'AWS_SECRET', by: 'pattern', kind: 'AWS secret access key' },
          { name: 'DB_PASSWORD', by: 'name', kind: 'password' },
        ],
      },
    });
    expect(finding && lambdaSecretInEnvironment.describe(finding)).toBe(
      'Function api of eu-west-1 has variables that look like a secret: AWS_SECRET (AWS secret access key, by its form), DB_PASSWORD (password, by its name).',
    );
  });

  it('is low when a value is merely random', () => {
    expect(runCheck(lambdaSecretInEnvironment, story([random])).findings).toMatchObject([{ severity: 'low' }]);
    expect(runCheck(lambdaSecretInEnvironment, story([random, named])).findings).toMatchObject([{ severity: 'high' }]);
  });

  it.each([
    ['no environment', without],
    ['nothing that looks like a secret', story([plain])],
  ])('passes over a function with %s', (_, account) => {
    expect(runCheck(lambdaSecretInEnvironment, account).status).toBe('pass');
  });

  it.each([
    ['an environment that Lambda could not show', unreadable],
    ['functions that were not read', without.without('functions')],
  ])('is unknown of %s', (_, account) => {
    expect(runCheck(lambdaSecretInEnvironment, account).status).toBe('unknown');
  });
});

describe('lambdaEnvironmentNotCmk', () => {
  it('finds variables without a customer key', () => {
    expect(runCheck(lambdaEnvironmentNotCmk, story([plain])).findings).toMatchObject([
      { severity: 'low', evidence: { variableCount: 1 } },
    ]);
  });

  it.each([
    ['a customer key', story([plain], { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' })],
    ['no variables', story([])],
    ['no environment', without],
  ])('passes over a function with %s', (_, account) => {
    expect(runCheck(lambdaEnvironmentNotCmk, account).status).toBe('pass');
  });

  it('is unknown of an environment that Lambda could not show', () => {
    expect(runCheck(lambdaEnvironmentNotCmk, unreadable).status).toBe('unknown');
  });
});
