import fc from 'fast-check';
import type { FunctionAccess, LambdaFunction, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { anAnalyzerFinding } from '../builders/analyzers.ts';
import {
  aFunction,
  anAccess,
  forEverybody,
  functionArn,
  policyOfFunction,
  withFunctions,
} from '../builders/functions.ts';
import type { DocumentSpec } from '../builders/specs.ts';

/*
 * Functions in which everything can be the case that their checks tell apart.
 */

const names = ['f0', 'f1', 'f2'];

const variable = fc.constantFrom(
  { name: 'TABLE', secret: null },
  { name: 'TOKEN', secret: { by: 'name', kind: 'token' } as const },
  { name: 'SEED', secret: { by: 'entropy', kind: 'random text' } as const },
);

const environment: fc.Arbitrary<LambdaFunction['environment']> = fc.oneof(
  fc.constant(null),
  fc.record({ variables: fc.array(variable, { maxLength: 2 }) }),
  fc.constant({ unreadable: 'KMSAccessDeniedException' }),
);

const layer = (accountId: string) => `arn:aws:lambda:eu-west-1:${accountId}:layer:agent:1`;

const parts: fc.Arbitrary<Partial<LambdaFunction>> = fc.record(
  {
    roleArn: fc.constantFrom('role0', 'role1', 'gone').map((name) => `arn:aws:iam::111122223333:role/${name}`),
    runtime: fc.constantFrom('nodejs24.x', 'nodejs20.x', 'python2.7', 'cobol85', null),
    environment,
    kmsKeyArn: fc.constantFrom(null, 'arn:aws:kms:eu-west-1:111122223333:key/1'),
    subnetIds: fc.subarray(['subnet-a', 'subnet-a2', 'subnet-b', 'subnet-x']),
    layerArns: fc.subarray([layer('111122223333'), layer('999988887777'), layer('017000801446')]),
    tracing: fc.constantFrom('Active', 'PassThrough'),
    deadLetterTargetArn: fc.constantFrom(null, 'arn:aws:sqs:eu-west-1:111122223333:failed'),
  },
  { requiredKeys: [] },
);

const ORIGINS = { allowOrigins: ['*'], allowCredentials: false };

const access = (name: string) =>
  fc.record({
    policy: fc.constantFrom<DocumentSpec | null>(
      null,
      'not json',
      policyOfFunction(forEverybody(name)),
      policyOfFunction(forEverybody(name, { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } })),
      policyOfFunction(forEverybody(name, { Action: 'lambda:InvokeFunctionUrl' })),
    ),
    url: fc.constantFrom<NonNullable<FunctionAccess['url']>[]>(
      { authType: 'NONE', cors: ORIGINS },
      { authType: 'AWS_IAM', cors: null },
    ),
    isRead: fc.boolean(),
    /** Of a Region that an analyzer watches. */
    isFound: fc.boolean(),
  });

const logGroups = fc.subarray(names).map((kept) => ({
  logGroups: {
    regions: ['eu-west-1'],
    items: names.map((name) => ({
      name: `/aws/lambda/${name}`,
      region: 'eu-west-1',
      retentionDays: kept.includes(name) ? 30 : null,
    })),
  },
}));

/** Adds functions to what there is, as far as they are asked about in such an account. */
export const anyFunctions: fc.Arbitrary<(inventory: Partial<Snapshot>) => Partial<Snapshot>> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...names)),
    fc.tuple(parts, parts, parts),
    fc.tuple(...names.map(access)),
    logGroups,
  )
  .map(([present, specs, accesses, groups]) => (inventory) => {
    const functions = withFunctions(...present.map((name, index) => aFunction(name, specs[index])));
    const asked = present.flatMap((name) => {
      const spec = accesses[names.indexOf(name)];
      return spec === undefined ? [] : [{ name, ...spec }];
    });
    const [analysed] = inventory.analyzerFindings ?? [];
    if (analysed === undefined) {
      const read = asked.filter(({ isRead }) => isRead);
      return {
        ...functions,
        ...groups,
        functionAccess: read.map(({ name, policy, url }) => anAccess(name, { policy, url })),
      };
    }
    // Of a URL alone Access Analyzer says no less than of the policy, so that both are open here.
    const found = asked.filter(({ isFound }) => isFound);
    const findings = found.map(({ name }) =>
      anAnalyzerFinding(`f-${name}`, functionArn(name), { resourceType: 'AWS::Lambda::Function', isPublic: true }),
    );
    const open = (name: string) => policyOfFunction(forEverybody(name, { Action: 'lambda:*' }));
    return {
      ...functions,
      ...groups,
      analyzerFindings: [{ ...analysed, findings: [...analysed.findings, ...findings] }],
      functionAccess: found
        .filter(({ isRead }) => isRead)
        .map(({ name, url }) => anAccess(name, { policy: open(name), url })),
    };
  });
