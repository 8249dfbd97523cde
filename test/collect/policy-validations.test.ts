import { describe, expect, it } from 'vitest';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { aWorld, coverageIn } from './a-world.ts';
import { readsBuckets, trustsEc2 } from './furnished-account.ts';

const VALIDATE = 'access-analyzer:ValidatePolicy';
const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const error = { type: 'ERROR', code: 'INVALID_ACTION', details: 'The action s3:GetObjekt does not exist.' } as const;
const passesRoles = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' } };

const spec: Omit<AccountSpecInput, 'accountId'> = {
  users: [{ name: 'ada', created: '-700d', inline: { again: readsBuckets } }],
  groups: [{ name: 'devs', created: '-600d', inline: { passes: passesRoles } }],
  roles: [
    { name: 'exporter', created: '-500d', trust: trustsEc2, inline: { broken: 'not json' } },
    { name: 'linked', path: '/aws-service-role/x.amazonaws.com/', created: '-9d', trust: { Version: '2012-10-17' } },
    {
      name: 'AWSReservedSSO_x_1',
      path: '/aws-reserved/sso.amazonaws.com/',
      created: '-9d',
      trust: {},
      inline: { a: {} },
    },
  ],
  policies: [
    { name: 'reader', created: '-650d', updated: '-10d', document: readsBuckets },
    { name: 'ReadOnly', awsManaged: true, created: '-650d', document: { Statement: [] } },
  ],
  policyValidations: {
    reader: [
      { ...error, path: ['Statement', 0, 'Action', 0] },
      { ...error, type: 'SUGGESTION', code: 'STYLE' },
    ],
    exporter: [{ ...error, code: 'OF_TRUST' }],
    passes: [
      { ...error, type: 'SECURITY_WARNING', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE', path: ['Statement', 'a/b~'] },
    ],
  },
};

describe('readPolicyValidations', () => {
  it('asks for each distinct document of the account once', async () => {
    await using world = await aWorld(spec);
    const snapshot = await world.collect({
      configuration: world.context({ maxPoliciesToValidate: 100 }).configuration,
    });
    expect(snapshot.policyValidations).toEqual([
      {
        policies: [
          { policyArn: arn('policy/reader') },
          { inlinePolicy: { entityArn: arn('user/ada'), name: 'again' } },
        ],
        issues: [
          { type: 'ERROR', code: 'INVALID_ACTION', message: error.details, pointers: ['/Statement/0/Action/0'] },
        ],
      },
      {
        policies: [{ trustPolicyOf: arn('role/exporter') }],
        issues: [expect.objectContaining({ code: 'OF_TRUST', pointers: [''] })],
      },
      {
        policies: [{ inlinePolicy: { entityArn: arn('group/devs'), name: 'passes' } }],
        issues: [
          expect.objectContaining({
            type: 'SECURITY_WARNING',
            code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
            pointers: ['/Statement/a~1b~0'],
          }),
        ],
      },
    ]);
    expect(coverageIn(snapshot, 'policy-validations')).toEqual({ status: 'complete', reason: null });
    expect(world.calls(VALIDATE)).toBe(3);
    expect(world.progress.filter(({ source }) => source === 'policy-validations').at(-2)).toMatchObject({
      done: 3,
      total: 3,
    });
  });

  it('sends nothing unless it is asked to', async () => {
    await using world = await aWorld(spec);
    const snapshot = await world.collect();
    expect(snapshot.policyValidations).toBeNull();
    expect(coverageIn(snapshot, 'policy-validations')).toEqual({
      status: 'skipped',
      reason: 'costs a call for each policy; maxPoliciesToValidate in the configuration asks for it',
    });
    expect(world.calls(VALIDATE)).toBe(0);
  });

  it('takes the newest when there are more than it may send, and says how many it left', async () => {
    await using world = await aWorld(spec);
    const snapshot = await world.collect({ configuration: world.context({ maxPoliciesToValidate: 1 }).configuration });
    expect(snapshot.policyValidations?.map(({ policies: [first] }) => first)).toEqual([
      { policyArn: arn('policy/reader') },
    ]);
    expect(snapshot.coverage.find(({ source }) => source === 'policy-validations')).toMatchObject({
      status: 'partial',
      reason: '2 of 3 policy documents are more than maxPoliciesToValidate',
      wanted: 3,
      read: 1,
    });
  });

  it('keeps what it has when one answer is lost, in pages and through throttles', async () => {
    await using world = await aWorld(spec, {
      pageLimit: 1,
      faults: [
        { on: VALIDATE, fault: 'throttled', skip: 1, times: 2 },
        { on: VALIDATE, fault: 'denied', skip: 3 },
      ],
    });
    const snapshot = await world.collect({ configuration: world.context({ maxPoliciesToValidate: 9 }).configuration });
    expect(snapshot.policyValidations?.length).toBeGreaterThan(0);
    expect(coverageIn(snapshot, 'policy-validations')).toMatchObject({
      status: 'partial',
      reason: expect.stringMatching(/^\d of 3 policy documents could not be read: Access denied/),
    });
  });

  it('stops after three when it may not, and says so', async () => {
    await using world = await aWorld(spec, { faults: [{ on: VALIDATE, fault: 'denied' }] });
    const snapshot = await world.collect({ configuration: world.context({ maxPoliciesToValidate: 9 }).configuration });
    expect(snapshot.policyValidations).toBeNull();
    expect(coverageIn(snapshot, 'policy-validations')?.status).toBe('denied');
  });
});
