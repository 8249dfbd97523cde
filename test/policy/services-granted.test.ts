import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lib/policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../lib/policy/document.ts';
import { actionsGranted, servicesGranted, servicesOfPrincipal } from '../../lib/policy/services-granted.ts';
import { allow, deny, policy } from './policies.ts';
import { referenceMatches } from './reference-matcher.ts';

const namesOf = (actions: Iterable<number>) => [...actions].map((actionNumber) => catalogue.actionName(actionNumber));
const servicesOf = (document: PolicyDocument) => [...servicesGranted(document).keys()];
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

describe('servicesGranted', () => {
  it('says which statements grant a service, at which levels, and whether they name it', () => {
    const granted = servicesGranted(
      policy(
        allow(['s3:GetObject', 's3:PutObject'], { Resource: 'arn:aws:s3:::reports/*' }),
        allow('logs:CreateLogGroup'),
        allow('S3:ListBucket', withMfa),
      ),
    );
    expect([...granted.keys()]).toEqual(['logs', 's3']);
    expect(granted.get('s3')).toMatchObject({ service: 's3', statements: [0, 2], named: true });
    expect(namesOf(granted.get('s3')?.actions ?? [])).toEqual(['s3:GetObject', 's3:ListBucket', 's3:PutObject']);
    expect([...(granted.get('s3')?.accessLevels ?? [])]).toEqual(['List', 'Read', 'Write']);
    expect(granted.get('logs')).toMatchObject({ statements: [1], named: true });
  });

  it('names no service for * and NotAction', () => {
    const administrator = servicesGranted(policy(allow('*'), allow('sqs:SendMessage')));
    expect(administrator.size).toBe(catalogue.services().length);
    expect(administrator.get('s3')).toMatchObject({ named: false, statements: [0] });
    expect(administrator.get('sqs')).toMatchObject({ named: true, statements: [0, 1] });

    const powerUser = servicesGranted(
      policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }),
    );
    expect(powerUser.has('iam')).toBe(false);
    expect(powerUser.get('s3')).toMatchObject({ named: false });
  });

  it('names a service that one list gives beside *', () => {
    expect(servicesGranted(policy(allow(['s3:GetObject', '*']))).get('s3')?.named).toBe(true);
    expect(servicesGranted(policy(allow(['*', 's3:GetObject']))).get('s3')?.named).toBe(true);
  });

  it.each([
    ['the whole service', deny('s3:*'), ['sqs']],
    ['the very action', deny('S3:getobject'), ['sqs']],
    ['all but another service', { Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' }, ['sqs']],
    ['everything', deny('*'), []],
    ['everything, among other resources', deny('*', { Resource: ['arn:aws:s3:::reports/*', '*'] }), []],
    ['with an empty Condition', deny('s3:*', { Condition: {} }), ['sqs']],
  ])('takes away what a Deny without resource or condition denies: %s', (_, denial, expected) => {
    expect(servicesOf(policy(allow(['s3:GetObject', 'sqs:SendMessage']), denial))).toEqual(expected);
  });

  it.each([
    ['on some resources', deny('s3:*', { Resource: 'arn:aws:s3:::secrets/*' })],
    ['on all but some resources', { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::reports/*' }],
    ['on all ARNs, which an action without resources does not have', deny('s3:*', { Resource: 'arn:*' })],
    ['under a condition', deny('s3:*', withMfa)],
    ['for other actions', deny('s3:PutObject')],
  ])('leaves what a Deny leaves possible: %s', (_, denial) => {
    expect(servicesOf(policy(allow('s3:GetObject'), denial))).toEqual(['s3']);
  });

  it('grants nothing by a policy that only denies', () => {
    expect(servicesOf(policy(deny('*', withMfa), deny('s3:*')))).toEqual([]);
  });

  it('keeps services and actions that the catalogue does not know', () => {
    const granted = servicesGranted(policy(allow(['brandnew:*', 's3:GetObjectOfTomorrow'])));
    expect([...granted.keys()]).toEqual(['brandnew', 's3']);
    expect(granted.get('brandnew')).toMatchObject({ named: true, statements: [0] });
    expect(granted.get('brandnew')?.actions.isEmpty()).toBe(true);
    expect(granted.get('s3')?.accessLevels.size).toBe(0);
  });

  it.each([
    ['a Deny of the service', deny('brandnew:*'), []],
    ['a Deny of everything', deny('*'), []],
    ['a Deny of everything else but IAM', { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }, []],
    ['a Deny of a part', deny('brandnew:DoThis'), ['brandnew']],
    ['a Deny of everything but it', { Effect: 'Deny', NotAction: 'brandnew:*', Resource: '*' }, ['brandnew']],
    ['a Deny with a condition', deny('brandnew:*', withMfa), ['brandnew']],
  ])('takes unknown actions away by %s only if it covers them', (_, denial, expected) => {
    expect(servicesOf(policy(allow('brandnew:Do*'), denial))).toEqual(expected);
  });

  it('answers the same object for the same policy', () => {
    const document = policy(allow('s3:*'));
    expect(servicesGranted(document)).toBe(servicesGranted(document));
  });
});

describe('servicesOfPrincipal', () => {
  it('says which policies grant a service, by which statements', () => {
    const readReports = policy(allow('s3:GetObject'), allow('s3:ListBucket'));
    const ofGroup = policy(allow('sqs:*'), allow('s3:PutObject'));
    const granted = servicesOfPrincipal([
      { source: 'read-reports', policy: readReports },
      { source: 'group writers', policy: ofGroup },
    ]);
    expect(granted.get('s3')?.grants).toEqual([
      { source: 'read-reports', statements: [0, 1] },
      { source: 'group writers', statements: [1] },
    ]);
    expect(granted.get('sqs')?.grants).toEqual([{ source: 'group writers', statements: [0] }]);
  });

  it('lets a Deny of one policy take away from all the others', () => {
    const granted = servicesOfPrincipal([
      { source: 'a', policy: policy(allow(['s3:GetObject', 'sqs:SendMessage'])) },
      { source: 'b', policy: policy(allow('s3:*')) },
      { source: 'c', policy: policy(deny('s3:G*')) },
    ]);
    expect(granted.get('s3')?.grants).toEqual([{ source: 'b', statements: [0] }]);
    expect(namesOf(granted.get('s3')?.actions ?? [])).not.toContain('s3:GetObject');
  });

  it('tells policies apart that come from one source', () => {
    const granted = servicesOfPrincipal([
      { source: 'inline', policy: policy(allow('s3:GetObject')) },
      { source: 'inline', policy: policy(allow('s3:PutObject')) },
    ]);
    expect(granted.get('s3')?.grants).toHaveLength(2);
  });
});

describe('actionsGranted', () => {
  const pattern = fc.constantFrom(
    'sts:*',
    'sts:Get*',
    'sts:AssumeRole',
    'STS:assumerole*',
    '*',
    'sqs:*Queue*',
    'sqs:?e*',
    'sqs:SendMessage',
    'sts:Nothing',
  );
  const list = fc.array(pattern, { minLength: 1, maxLength: 3 });
  const statement = fc
    .record({ isAllow: fc.boolean(), isNot: fc.boolean(), isLimited: fc.boolean(), list })
    .map((each) => ({
      Effect: each.isAllow ? 'Allow' : 'Deny',
      [each.isNot ? 'NotAction' : 'Action']: each.list,
      Resource: each.isLimited ? 'arn:aws:sqs:eu-west-1:111122223333:orders' : '*',
    }));
  const subjects = ['sts', 'sqs'].flatMap((service) =>
    catalogue.lowerCaseNames(service).map((name) => `${service}:${name}`),
  );

  it('agrees with a reading of the statements one action at a time', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), (statements) => {
        const granted = actionsGranted([policy(...statements)]);
        const names = new Set(namesOf(granted).map((name) => name.toLowerCase()));
        for (const subject of subjects)
          expect(names.has(subject), subject).toBe(isGrantedByReference(statements, subject));
      }),
      { numRuns: 200 },
    );
  });
});

function isGrantedByReference(statements: readonly Readonly<Record<string, unknown>>[], action: string): boolean {
  const speaksOf = (statement: Readonly<Record<string, unknown>>) => {
    const matchesOne = (patterns: unknown) =>
      Array.isArray(patterns) && patterns.some((pattern) => referenceMatches(String(pattern).toLowerCase(), action));
    return statement.Action === undefined ? !matchesOne(statement.NotAction) : matchesOne(statement.Action);
  };
  const isAllowed = statements.some((statement) => statement.Effect === 'Allow' && speaksOf(statement));
  const isDenied = statements.some((each) => each.Effect === 'Deny' && each.Resource === '*' && speaksOf(each));
  return isAllowed && !isDenied;
}
