// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { decide } from '../../../lib/policy/evaluate/decide.ts';
import { describeRequest } from '../../../lib/policy/evaluate/request.ts';
import { anyStatement } from '../any-document.ts';
import { allow, deny } from '../policies.ts';
import { ACCOUNT, alice, applicable, ask, deployer, deployerSession, OTHER_ACCOUNT, principalOf } from './asking.ts';

const report = 'arn:aws:s3:::reports/2026/q3.csv';
const readReport = { principal: alice, action: 's3:GetObject', resource: report };
const everything = [allow('*')];
const grants = (principal: unknown, action = 's3:GetObject') => [allow(action, { Principal: principal })];
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

describe('decide', () => {
  it('denies what nothing allows, and says which layer would have had to', () => {
    expect(ask(readReport, {})).toEqual({
      decision: 'implicitDeny',
      because: [{ layer: 'identity', effect: 'none' }],
      unknownKeys: [],
    });
  });

  it('allows what an identity-based policy allows, and shows the statement', () => {
    expect(
      ask(readReport, { identity: [allow('sqs:*'), allow('S3:get*', { Resource: 'arn:aws:s3:::reports/*' })] }),
    ).toEqual({
      decision: 'allowed',
      because: [{ layer: 'identity', effect: 'Allow', source: 'identity', statement: 1, sid: null, unknownKeys: [] }],
      unknownKeys: [],
    });
  });

  it.each(['identity', 'boundary', 'session', 'endpoint', 'resource'] as const)(
    'lets a Deny in a policy of the layer %s win',
    (layer) => {
      const named = layer === 'resource' ? { Principal: '*' } : {};
      const decision = ask(readReport, { identity: everything, [layer]: [allow('*', named), deny('s3:*', named)] });
      expect(decision.decision).toBe('explicitDeny');
      expect(decision.because).toMatchObject([{ layer, effect: 'Deny', statement: 1 }]);
    },
  );

  it.each([
    ['NotAction', { Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' }, 'explicitDeny'],
    ['NotAction that excludes it', { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }, 'allowed'],
    ['NotResource', { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::logs/*' }, 'explicitDeny'],
    [
      'NotResource that excludes it',
      { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::reports/*' },
      'allowed',
    ],
    ['a condition that does not hold', deny('s3:*', withMfa), 'allowed'],
    [
      'a condition that holds without the key',
      deny('s3:*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
      'explicitDeny',
    ],
  ])('reads %s', (_, statement, expected) => {
    expect(ask(readReport, { identity: [...everything, statement] }).decision).toBe(expected);
  });

  it.each([
    ['*', report, true],
    ['arn:aws:s3:::reports/*', report, true],
    ['arn:aws:s3:::Reports/*', report, false],
    ['arn:aws:s3:::reports', report, false],
    ['arn:aws:s3', report, true],
    ['arn:aws:sqs', report, false],
    ['arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::alice/x', true],
    ['arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::bob/x', false],
    ['arn:aws:s3:::${aws:PrincipalTag/team}/*', 'arn:aws:s3:::/x', false],
    ['*', '*', true],
    ['arn:aws:s3:::*', '*', false],
  ])('matches the resource %s with %s: %s', (pattern, resource, expected) => {
    const decision = ask({ ...readReport, resource }, { identity: [allow('s3:*', { Resource: pattern })] });
    expect(decision.decision === 'allowed').toBe(expected);
  });

  it('takes variables for plain text before version 2012-10-17', () => {
    const Statement = allow('s3:*', { Resource: 'arn:aws:s3:::${aws:username}/*' });
    const decideOn = (resource: string) =>
      decide(describeRequest({ ...readReport, principal: principalOf(alice), resource }), {
        identity: [{ source: 'old', policy: parsePolicyDocument({ Version: '2008-10-17', Statement }) }],
      });
    expect(decideOn('arn:aws:s3:::alice/x').decision).toBe('implicitDeny');
    expect(decideOn('arn:aws:s3:::${aws:username}/x').decision).toBe('allowed');
  });

  it('knows an action that the catalogue does not by its name alone', () => {
    const request = { ...readReport, action: 'brandnew:DoThis' };
    expect(ask(request, { identity: [allow('BrandNew:Do*')] }).decision).toBe('allowed');
    expect(ask(request, { identity: [allow('*:DoThis')] }).decision).toBe('implicitDeny');
    expect(ask(request, { identity: [{ Effect: 'Allow', NotAction: 'brandnew:*', Resource: '*' }] }).decision).toBe(
      'implicitDeny',
    );
    expect(ask(request, { identity: everything }).decision).toBe('allowed');
  });

  describe('with layers that limit', () => {
    it.each([
      ['a boundary', { boundary: [allow('sqs:*')] }, 'boundary'],
      ['a session policy', { session: [allow('sqs:*')] }, 'session'],
      ['session policies that are none', { session: [] }, 'session'],
      ['one level of SCPs', { scps: [everything, [allow('sqs:*')], everything] }, 'scp'],
      ['a level without SCP', { scps: [everything, []] }, 'scp'],
      ['an endpoint policy', { endpoint: [allow('sqs:*', { Principal: '*' })] }, 'endpoint'],
    ])('does not allow what %s leaves out', (_, policies, layer) => {
      expect(ask(readReport, { identity: everything, ...policies })).toMatchObject({
        decision: 'implicitDeny',
        because: [{ layer, effect: 'none' }],
      });
    });

    it('allows what all of them allow', () => {
      const decision = ask(readReport, {
        identity: everything,
        boundary: [allow('s3:*')],
        session: [allow('s3:Get*')],
        scps: [everything, everything],
        rcps: [[allow('*', { Principal: '*' })]],
        endpoint: [allow('*', { Principal: '*' })],
      });
      expect(decision.decision).toBe('allowed');
    });

    it('grants nothing by a boundary', () => {
      expect(ask(readReport, { boundary: everything }).decision).toBe('implicitDeny');
    });

    it('lets through what RCPs do not deny: the one that allows everything is always attached', () => {
      const rcps = [[], [deny('s3:*', { Principal: '*', Resource: 'arn:aws:s3:::ledger/*' })]];
      expect(ask(readReport, { identity: everything, rcps }).decision).toBe('allowed');
    });

    it('holds RCPs only for the services that have them', () => {
      const rcps = [[allow('*', { Principal: '*' }), deny('*', { Principal: '*' })]];
      const runInstances = { principal: alice, action: 'ec2:DescribeInstances', resource: '*' };
      expect(ask(readReport, { identity: everything, rcps }).decision).toBe('explicitDeny');
      expect(ask(runInstances, { identity: everything, rcps }).decision).toBe('allowed');
    });

    it('leaves kms:RetireGrant to the key policy, whatever RCPs say', () => {
      const retire = {
        principal: alice,
        action: 'kms:RetireGrant',
        resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`,
      };
      const rcps = [[deny('kms:*', { Principal: '*' })]];
      expect(ask(retire, { resource: grants({ AWS: alice }, 'kms:*'), rcps }).decision).toBe('allowed');
    });

    it('frees service-linked roles from SCPs and RCPs', () => {
      const principal = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;
      const policies = { identity: everything, scps: [[deny('*')]], rcps: [[deny('*', { Principal: '*' })]] };
      expect(ask({ ...readReport, principal }, policies).decision).toBe('allowed');
      expect(ask(readReport, policies).decision).toBe('explicitDeny');
    });
  });

  // reference_policies_evaluation-logic_policy-eval-denyallow, "Resource-based policies and implicit denies in other policy types"
  describe('with a resource-based policy of the same account', () => {
    const nothing = { identity: [], boundary: [], session: [] };
    const federatedAlice = `arn:aws:sts::${ACCOUNT}:federated-user/alice`;

    it.each([
      ['the user', alice, alice, 'allowed'],
      ['everybody', alice, '*', 'allowed'],
      ['the account', alice, `arn:aws:iam::${ACCOUNT}:root`, 'implicitDeny'],
      ['the account by its number', alice, ACCOUNT, 'implicitDeny'],
      ['another user', alice, `arn:aws:iam::${ACCOUNT}:user/bob`, 'implicitDeny'],
      ['the role of a session', deployerSession, deployer, 'implicitDeny'],
      ['the session', deployerSession, deployerSession, 'allowed'],
      ['everybody, asked by a session', deployerSession, '*', 'allowed'],
      ['another session of the role', deployerSession, `${deployerSession}0`, 'implicitDeny'],
      ['the federated user', federatedAlice, federatedAlice, 'allowed'],
      ['the user who federated', federatedAlice, alice, 'implicitDeny'],
      ['an id of a deleted role', deployerSession, 'AROAEXAMPLEEXAMPLE', 'implicitDeny'],
    ])('that names %s, when nothing else allows', (_, principal, named, expected) => {
      expect(ask({ ...readReport, principal }, { ...nothing, resource: grants({ AWS: named }) }).decision).toBe(
        expected,
      );
    });

    it.each([
      ['a role', deployerSession, deployer],
      ['the user who federated', federatedAlice, alice],
    ])('needs no identity-based policy beside one that names %s, but what limits it', (_, principal, named) => {
      const resource = grants({ AWS: named });
      expect(ask({ ...readReport, principal }, { resource }).decision).toBe('allowed');
      expect(ask({ ...readReport, principal }, { resource, boundary: everything, session: everything }).decision).toBe(
        'allowed',
      );
      expect(ask({ ...readReport, principal }, { resource, boundary: [] })).toMatchObject({
        decision: 'implicitDeny',
        because: [{ layer: 'boundary' }],
      });
    });

    it('leaves SCPs in force', () => {
      expect(ask(readReport, { resource: grants({ AWS: alice }), scps: [[]] }).decision).toBe('implicitDeny');
    });

    it.each([
      ['nobody but those named', { AWS: `arn:aws:iam::${ACCOUNT}:user/bob` }, 'explicitDeny'],
      ['the one who asks', { AWS: [alice, `arn:aws:iam::${ACCOUNT}:root`] }, 'allowed'],
      ['only the account of the one who asks', { AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'explicitDeny'],
    ])('reads a Deny with NotPrincipal that names %s', (_, notPrincipal, expected) => {
      const resource = [{ Effect: 'Deny', Action: 's3:*', Resource: '*', NotPrincipal: notPrincipal }];
      expect(ask(readReport, { identity: everything, resource }).decision).toBe(expected);
    });

    it('denies by NotPrincipal whoever has a boundary, named or not (access_policies_boundaries)', () => {
      const resource = [{ Effect: 'Deny', Action: 's3:*', Resource: '*', NotPrincipal: { AWS: alice } }];
      expect(ask(readReport, { identity: everything, boundary: everything, resource }).decision).toBe('explicitDeny');
    });

    it('allows by NotPrincipal everybody but those named', () => {
      const resource = (named: string) => [
        { Effect: 'Allow', Action: 's3:*', Resource: '*', NotPrincipal: { AWS: named } },
      ];
      expect(ask(readReport, { resource: resource(`arn:aws:iam::${ACCOUNT}:user/bob`) }).decision).toBe('allowed');
      expect(ask(readReport, { resource: resource(alice) }).decision).toBe('implicitDeny');
      expect(ask({ ...readReport, principal: { kind: 'anonymous' } }, { resource: resource(alice) }).decision).toBe(
        'allowed',
      );
    });
  });

  // reference_policies_evaluation-logic-cross-account
  describe('across accounts', () => {
    const request = { ...readReport, resourceAccountId: OTHER_ACCOUNT };

    it.each([alice, ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, '*'])(
      'needs both sides when the resource names %s',
      (named) => {
        const resource = grants({ AWS: named });
        expect(ask(request, { identity: everything, resource }).decision).toBe('allowed');
        expect(ask(request, { resource })).toMatchObject({
          decision: 'implicitDeny',
          because: [{ layer: 'identity' }],
        });
        expect(ask(request, { identity: everything })).toMatchObject({
          decision: 'implicitDeny',
          because: [{ layer: 'resource' }],
        });
      },
    );

    it('takes the account from the ARN where it says one', () => {
      const resource = `arn:aws:sqs:eu-west-1:${OTHER_ACCOUNT}:orders`;
      expect(ask({ principal: alice, action: 'sqs:SendMessage', resource }, { identity: everything }).decision).toBe(
        'implicitDeny',
      );
    });
  });

  describe('where the resource-based policy must allow by itself', () => {
    const assume = { principal: alice, action: 'sts:AssumeRole', resource: deployer };
    const decrypt = { principal: alice, action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` };
    const trust = (principal: unknown, action = 'sts:AssumeRole') => [
      { Effect: 'Allow', Action: action, Principal: principal },
    ];

    it.each([
      ['no trust', assume, [], 'implicitDeny'],
      ['trust in the account', assume, trust({ AWS: ACCOUNT }), 'allowed'],
      ['trust in another account', assume, trust({ AWS: OTHER_ACCOUNT }), 'implicitDeny'],
      ['no key policy', decrypt, [], 'implicitDeny'],
      [
        'a key policy that leaves it to the account',
        decrypt,
        grants({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'kms:*'),
        'allowed',
      ],
    ])('decides with an identity that may do everything and %s', (_, request, resource, expected) => {
      expect(ask(request, { identity: everything, resource }).decision).toBe(expected);
    });

    it.each([
      ['the user', trust({ AWS: alice }), 'allowed'],
      ['the account', trust({ AWS: ACCOUNT }), 'implicitDeny'],
    ])('needs an identity-based policy or not, when the trust policy names %s', (_, resource, expected) => {
      expect(ask(assume, { resource }).decision).toBe(expected);
    });

    it('lets nobody assume a role with root credentials', () => {
      const root = `arn:aws:iam::${ACCOUNT}:root`;
      expect(ask({ ...assume, principal: root }, { resource: trust({ AWS: ACCOUNT }) }).decision).toBe('implicitDeny');
    });

    it('asks the trust policy alone for services and identities from outside', () => {
      const lambda = { kind: 'service', name: 'lambda.amazonaws.com' } as const;
      const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
      const github = { kind: 'federated', provider } as const;
      const web = 'sts:AssumeRoleWithWebIdentity';
      expect(ask({ ...assume, principal: lambda }, { resource: trust({ Service: lambda.name }) }).decision).toBe(
        'allowed',
      );
      expect(
        ask({ ...assume, principal: lambda }, { resource: trust({ Service: 'ec2.amazonaws.com' }) }).decision,
      ).toBe('implicitDeny');
      expect(
        ask({ ...assume, principal: github, action: web }, { resource: trust({ Federated: provider }, web) }).decision,
      ).toBe('allowed');
    });
  });

  it('allows the root user of the account everything but what SCPs and resource-based policies deny', () => {
    const request = { ...readReport, principal: `arn:aws:iam::${ACCOUNT}:root` };
    expect(ask(request, {}).decision).toBe('allowed');
    expect(ask(request, { scps: [[allow('sqs:*')]] }).decision).toBe('implicitDeny');
    expect(ask(request, { resource: [deny('s3:*', { Principal: '*' })] }).decision).toBe('explicitDeny');
  });

  it('lets the anonymous in only where everybody is named', () => {
    const request = { ...readReport, principal: { kind: 'anonymous' } as const };
    expect(ask(request, { resource: grants('*') }).decision).toBe('allowed');
    expect(ask(request, { resource: grants({ AWS: ACCOUNT }) }).decision).toBe('implicitDeny');
  });

  describe('with a context that is known in part', () => {
    const partial = { ...readReport, isContextPartial: true };

    it('names the keys on which an Allow depends, and the statement', () => {
      expect(ask(partial, { identity: [allow('s3:*', withMfa)] })).toEqual({
        decision: 'conditional',
        because: [
          {
            layer: 'identity',
            effect: 'Allow',
            source: 'identity',
            statement: 0,
            sid: null,
            unknownKeys: ['aws:MultiFactorAuthPresent'],
          },
        ],
        unknownKeys: ['aws:MultiFactorAuthPresent'],
      });
    });

    it('names the keys on which a Deny depends', () => {
      const decision = ask(partial, {
        identity: [...everything, deny('s3:*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
      });
      expect(decision).toMatchObject({
        decision: 'conditional',
        because: [{ effect: 'Deny' }],
        unknownKeys: ['aws:SourceIp'],
      });
    });

    it.each([
      ['an Allow beside it', { identity: [allow('s3:*', withMfa), ...everything] }, 'allowed'],
      ['a Deny beside it', { identity: [allow('s3:*', withMfa), deny('s3:GetObject')] }, 'explicitDeny'],
      ['no Allow at all', { identity: [deny('s3:*', withMfa)] }, 'implicitDeny'],
      ['a boundary without it', { identity: [allow('s3:*', withMfa)], boundary: [allow('sqs:*')] }, 'implicitDeny'],
    ])('is certain in spite of an unknown key by %s', (_, policies, expected) => {
      expect(ask(partial, policies)).toMatchObject({ decision: expected, unknownKeys: [] });
    });

    it('knows what principal and resource imply', () => {
      const conditions = {
        StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT, 'aws:username': 'alice' },
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      };
      expect(ask(partial, { identity: [allow('s3:*', { Condition: conditions })] }).decision).toBe('allowed');
      const owned = [allow('s3:*', { Resource: 'arn:aws:s3:::${aws:username}/*' })];
      expect(ask({ ...partial, principal: deployer }, { identity: owned }).decision).toBe('implicitDeny');
    });
  });

  describe('always', () => {
    const keys = ['aws:RequestedRegion', 'aws:MultiFactorAuthPresent'] as const;
    const statements = fc.array(anyStatement, { maxLength: 3 });
    const context = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('eu-west-1', 'ca-west-1', 'true', 'false'));
    const request = { principal: principalOf(alice), action: 's3:GetObject', resource: 'arn:aws:s3:::reports/2026/q3' };

    it('holds to what it is certain of, whatever the rest of the context turns out to be', () => {
      fc.assert(
        fc.property(statements, statements, context, (identity, boundary, values) => {
          const policies = applicable({ identity, boundary });
          const partial = decide(describeRequest({ ...request, isContextPartial: true }), policies);
          const whole = decide(describeRequest({ ...request, context: values }), policies);
          expect(whole.decision).not.toBe('conditional');
          if (partial.decision === 'conditional') expect(partial.unknownKeys).not.toEqual([]);
          else if (partial.decision === 'implicitDeny') expect(whole.decision).not.toBe('allowed');
          else expect(whole.decision).toBe(partial.decision);
        }),
        { numRuns: 3_000 },
      );
    });

    it('never allows more for a further Deny, nor less for a further Allow', () => {
      fc.assert(
        fc.property(statements, anyStatement, context, (identity, further, values) => {
          const described = describeRequest({ ...request, context: values });
          const before = decide(described, applicable({ identity })).decision;
          const after = decide(described, applicable({ identity: [...identity, further] })).decision;
          if (further.Effect === 'Deny' && before !== 'allowed') expect(after).not.toBe('allowed');
          if (further.Effect === 'Allow' && before === 'allowed') expect(after).toBe('allowed');
        }),
        { numRuns: 3_000 },
      );
    });
  });
});
