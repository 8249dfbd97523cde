// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import type { ActionPermission } from '../../../lib/policy/effective/action-permission.ts';
import { effectivePermissions } from '../../../lib/policy/effective/effective-permissions.ts';
import type { PolicyHolder } from '../../../lib/policy/effective/policy-holder.ts';
import { decide } from '../../../lib/policy/evaluate/decide.ts';
import { describeRequest } from '../../../lib/policy/evaluate/request.ts';
import { anyStatement } from '../any-document.ts';
import { alice, applicable, deployer, principalOf } from '../evaluate/asking.ts';
import { allow, deny } from '../policies.ts';
import { referenceMatches } from '../reference-matcher.ts';

type Policies = Parameters<typeof applicable>[0];

function holding(policies: Policies, others: Partial<PolicyHolder<string>> = {}): PolicyHolder<string> {
  return { principal: principalOf(alice), ...applicable(policies), ...others };
}

const permission = (action: string, policies: Policies, others: Partial<PolicyHolder<string>> = {}) =>
  effectivePermissions(holding(policies, others)).of(action);
const resourcesOf = ({ grants }: ActionPermission<string>) =>
  grants.map(({ scopes }) => scopes.map((scope) => ('resource' in scope ? scope.resource : { except: scope.except })));
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const on = (...resources: string[]) => ({ Resource: resources });

describe('effectivePermissions', () => {
  it('says on which resources an action is allowed, and by which statement', () => {
    expect(
      permission('S3:getobject', {
        identity: [allow('sqs:*'), allow('s3:Get*', { Sid: 'Read', ...on('arn:aws:s3:::a/*') })],
      }),
    ).toEqual({
      decision: 'allowed',
      grants: [
        {
          scopes: [{ resource: 'arn:aws:s3:::a/*' }],
          allowedBy: {
            layer: 'identity',
            effect: 'Allow',
            source: 'identity',
            statement: 1,
            sid: 'Read',
            unknownKeys: [],
          },
          within: [],
          unless: [],
          unknownKeys: [],
        },
      ],
      deniedBy: [],
      missing: [],
    });
  });

  it('names the keys that an Allow depends on', () => {
    const found = permission('s3:GetObject', { identity: [allow('s3:*', withMfa)] });
    expect(found).toMatchObject({ decision: 'conditional', grants: [{ unknownKeys: ['aws:MultiFactorAuthPresent'] }] });
  });

  it('is allowed where one statement allows it without the condition of another', () => {
    const identity = [allow('s3:*', withMfa), allow('s3:Get*', on('arn:aws:s3:::a/*'))];
    expect(permission('s3:GetObject', { identity }).decision).toBe('allowed');
  });

  it('is denied implicitly where nothing allows it', () => {
    expect(permission('s3:GetObject', { identity: [allow('sqs:*'), deny('s3:*', withMfa)] })).toEqual({
      decision: 'implicitDeny',
      grants: [],
      deniedBy: [],
      missing: ['identity'],
    });
  });

  it('is denied explicitly where nothing allows it and a Deny holds on every resource', () => {
    expect(permission('s3:GetObject', { identity: [allow('sqs:*'), deny('s3:*')] })).toMatchObject({
      decision: 'explicitDeny',
      deniedBy: [{ effect: 'Deny', statement: 1 }],
      missing: [],
    });
  });

  it.each([
    ['on every resource', deny('s3:*'), 'explicitDeny'],
    ['on all resources of the Allow', deny('s3:*', on('arn:aws:s3:::a*')), 'explicitDeny'],
    ['on all but others', { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::b/*' }, 'explicitDeny'],
    ['on a part of its resources', deny('s3:*', on('arn:aws:s3:::a/secret/*')), 'allowed'],
    ['on other resources', deny('s3:*', on('arn:aws:s3:::b/*')), 'allowed'],
    ['on other actions', deny('s3:Put*'), 'allowed'],
    [
      'on a part of its resources, under a condition',
      deny('s3:*', { ...on('arn:aws:s3:::a/secret/*'), ...withMfa }),
      'allowed',
    ],
    ['under a condition', deny('s3:*', withMfa), 'conditional'],
    [
      'under a condition that never holds',
      deny('s3:*', { Condition: { StringEquals: { 'aws:username': 'bob' } } }),
      'allowed',
    ],
    [
      'under a condition that always holds',
      deny('s3:*', { Condition: { StringLike: { 'aws:username': 'ali*' } } }),
      'explicitDeny',
    ],
  ])('takes away what is denied %s', (_, statement, expected) => {
    expect(permission('s3:GetObject', { identity: [allow('s3:*', on('arn:aws:s3:::a/*')), statement] }).decision).toBe(
      expected,
    );
  });

  it('closes an Allow by a Deny under the same condition', () => {
    expect(permission('s3:GetObject', { identity: [allow('s3:*', withMfa), deny('s3:*', withMfa)] }).decision).toBe(
      'explicitDeny',
    );
  });

  it('shows the denies that take a part away, and those that do under conditions', () => {
    const identity = [
      allow('s3:*', on('arn:aws:s3:::a/*')),
      deny('s3:*', on('arn:aws:s3:::a/secret/*')),
      deny('s3:*', withMfa),
    ];
    expect(permission('s3:GetObject', { identity }).grants).toMatchObject([
      {
        unless: [
          { statement: 2, unknownKeys: ['aws:MultiFactorAuthPresent'] },
          { statement: 1, unknownKeys: [] },
        ],
      },
    ]);
  });

  it.each([
    ['covers it', [allow('*')], 'allowed', [['arn:aws:s3:::a/*']]],
    ['is narrower', [allow('s3:Get*', on('arn:aws:s3:::a/public/*'))], 'allowed', [['arn:aws:s3:::a/public/*']]],
    [
      'overlaps',
      [allow('s3:Get*', on('arn:aws:s3:::*/public/*'))],
      'allowed',
      [['arn:aws:s3:::a/*', 'arn:aws:s3:::*/public/*']],
    ],
    ['leaves the action out', [allow('s3:Put*')], 'implicitDeny', []],
    ['leaves the resources out', [allow('s3:*', on('arn:aws:s3:::b/*'))], 'implicitDeny', []],
    ['covers it twice', [allow('*'), allow('s3:*')], 'allowed', [['arn:aws:s3:::a/*']]],
    ['has a condition', [allow('*', withMfa)], 'conditional', [['arn:aws:s3:::a/*']]],
    ['denies', [allow('*'), deny('s3:*')], 'explicitDeny', []],
  ])('stays within a boundary that %s', (_, boundary, expected, resources) => {
    const found = permission('s3:GetObject', { identity: [allow('s3:*', on('arn:aws:s3:::a/*'))], boundary });
    expect(found.decision).toBe(expected);
    expect(resourcesOf(found)).toEqual(resources);
  });

  it('needs every level of SCPs, but not of those a service-linked role is free of', () => {
    const policies = { identity: [allow('s3:*')], scps: [[allow('*')], [allow('sqs:*')]] };
    const linked = 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';
    expect(permission('s3:GetObject', policies)).toMatchObject({ decision: 'implicitDeny', missing: ['scp'] });
    expect(permission('s3:GetObject', policies, { principal: principalOf(linked) }).decision).toBe('allowed');
  });

  it('fills the policy variables that are known of the principal', () => {
    const own = [allow('iam:*AccessKey*', on('arn:aws:iam::*:user/${aws:username}'))];
    expect(resourcesOf(permission('iam:CreateAccessKey', { identity: own }))).toEqual([['arn:aws:iam::*:user/alice']]);
    expect(permission('iam:CreateAccessKey', { identity: own }, { principal: principalOf(deployer) }).decision).toBe(
      'implicitDeny',
    );
  });

  it('leaves open which resources an unknown variable names', () => {
    const found = permission('s3:GetObject', { identity: [allow('s3:*', on('arn:aws:s3:::home/${aws:userid}/*'))] });
    expect(found).toMatchObject({ decision: 'conditional', grants: [{ unknownKeys: ['aws:userid'] }] });
  });

  it('knows the tags of a principal, and those that it does not have', () => {
    const byTeam = (team: string) => [
      allow('s3:*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': team } } }),
    ];
    const tagged = { context: { 'aws:PrincipalTag/team': 'data' }, knownPrefixes: ['aws:PrincipalTag/'] };
    const untagged = { knownPrefixes: ['aws:PrincipalTag/'] };
    expect(permission('s3:GetObject', { identity: byTeam('data') }, tagged).decision).toBe('allowed');
    expect(permission('s3:GetObject', { identity: byTeam('data') }, untagged).decision).toBe('implicitDeny');
    expect(permission('s3:GetObject', { identity: byTeam('data') }).decision).toBe('conditional');
  });

  it('knows an action that the catalogue does not by its name', () => {
    expect(permission('brandnew:DoThis', { identity: [allow('brandnew:*'), deny('brandnew:Undo*')] }).decision).toBe(
      'allowed',
    );
  });

  it('sums up what is possible, certain, unlimited and broad', () => {
    const { possible, certain, unlimited, broad } = effectivePermissions(
      holding({
        identity: [
          allow('s3:GetObject'),
          allow('s3:PutObject', on('arn:aws:s3:::a/*')),
          allow('s3:DeleteObject', withMfa),
          allow('iam:*'),
          deny('iam:Delete*'),
          deny('s3:*', on('arn:aws:s3:::ledger/*')),
        ],
        boundary: [allow('s3:*'), allow('iam:PassRole', on('arn:aws:iam::*:role/app-*'))],
      }),
    );
    const names = (set: Iterable<number>) => Array.from(set, (actionNumber) => catalogue.actionName(actionNumber));
    expect(names(possible)).toEqual(['iam:PassRole', 's3:DeleteObject', 's3:GetObject', 's3:PutObject']);
    expect(names(certain)).toEqual(['iam:PassRole', 's3:GetObject', 's3:PutObject']);
    expect(names(unlimited)).toEqual(['s3:GetObject']);
    expect(names(broad)).toEqual(['s3:DeleteObject', 's3:GetObject']);
  });

  describe('always', () => {
    const statements = fc.array(anyStatement, { maxLength: 4 });
    const policies = fc.record({ identity: statements, boundary: statements }, { requiredKeys: ['identity'] });
    const actions = ['s3:GetObject', 's3:PutObject', 'iam:PassRole', 'sts:AssumeRole', 'ec2:RunInstances'];
    const resource = fc.constantFrom(
      'arn:aws:s3:::reports/2026/q3.csv',
      'arn:aws:s3:::home/alice/x',
      'arn:aws:sqs:eu-west-1:111122223333:orders',
      '*',
    );
    const context = fc.dictionary(
      fc.constantFrom('aws:RequestedRegion', 'aws:MultiFactorAuthPresent'),
      fc.constantFrom('eu-west-1', 'ca-west-1', 'true', 'false'),
    );
    const requests = fc.tuple(fc.constantFrom(...actions), resource, context);
    const ask = (written: Policies, [action, of, values]: [string, string, Record<string, string>]) =>
      decide(
        describeRequest({ principal: principalOf(alice), action, resource: of, context: values }),
        applicable(written),
      ).decision;
    const isIn = (text: string, { scopes }: ActionPermission<string>['grants'][number]) =>
      scopes.every((scope) =>
        'resource' in scope
          ? referenceMatches(scope.resource, text)
          : !scope.except.some((except) => referenceMatches(except, text)),
      );

    const isBroad = (scope: ActionPermission<string>['grants'][number]['scopes'][number]) =>
      'except' in scope || /^\*+$/.test(scope.resource);

    it('says the same of all actions at once as of each by itself', () => {
      fc.assert(
        fc.property(policies, (written) => {
          const permissions = effectivePermissions(holding(written));
          for (const action of actions) {
            const actionNumber = catalogue.actionNumber(action) ?? -1;
            const { decision, grants } = permissions.of(action);
            expect(permissions.possible.has(actionNumber)).toBe(decision === 'allowed' || decision === 'conditional');
            expect(permissions.certain.has(actionNumber)).toBe(decision === 'allowed');
            expect(permissions.broad.has(actionNumber)).toBe(grants.some(({ scopes }) => scopes.every(isBroad)));
          }
          expect(permissions.unlimited.isSubsetOf(permissions.certain)).toBe(true);
          expect(permissions.unlimited.isSubsetOf(permissions.broad)).toBe(true);
          expect(permissions.certain.isSubsetOf(permissions.possible)).toBe(true);
        }),
        { numRuns: 500 },
      );
    });

    it('knows of every request that is decided as allowed', () => {
      fc.assert(
        fc.property(policies, requests, (written, request) => {
          fc.pre(ask(written, request) === 'allowed');
          const { grants } = effectivePermissions(holding(written)).of(request[0]);
          expect(grants.some((grant) => isIn(request[1], grant))).toBe(true);
        }),
        { numRuns: 400 },
      );
    });

    it('is right about what it calls certain, whatever the request', () => {
      fc.assert(
        fc.property(policies, requests, (written, request) => {
          const permissions = effectivePermissions(holding(written));
          const certain = permissions
            .of(request[0])
            .grants.filter((grant) => grant.unknownKeys.length === 0 && isIn(request[1], grant));
          const decision = ask(written, request);
          if (certain.length > 0) expect(decision).not.toBe('implicitDeny');
          if (certain.some(({ unless }) => unless.length === 0)) expect(decision).toBe('allowed');
          if (permissions.unlimited.has(catalogue.actionNumber(request[0]) ?? -1))
            expect(decision).not.toBe('implicitDeny');
        }),
        { numRuns: 1_500 },
      );
    });
  });
});
