import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { accountId } from './calling.ts';

interface ManyFunctions {
  readonly count: number;
  /** The functions are shared out among them by turns. */
  readonly regions: readonly string[];
  /** Whether an external-access analyzer looks at each Region. */
  readonly analyzers?: boolean;
  /** How many of them have been changed since the account of the same numbers was made without this. */
  readonly changed?: number;
}

type FunctionSpec = NonNullable<AccountSpecInput['functions']>[number];

/** Functions that have one role in common. */
const FUNCTIONS_OF_A_ROLE = 20;

/**
 * An account of functions and what they need, for counting calls and for measuring. The first function of each Region is open to
 * everybody by its URL, and an analyzer there says so; all others let in a service, or nobody.
 */
export function manyFunctions({ count, regions, analyzers = false, changed = 0 }: ManyFunctions): AccountSpecInput {
  const functions = Array.from({ length: count }, (_, index) =>
    functionAt(index, { region: regions[index % regions.length] ?? '', open: index < regions.length, changed }),
  );
  return {
    accountId,
    roles: Array.from({ length: Math.ceil(count / FUNCTIONS_OF_A_ROLE) }, (_, index) => ({
      name: roleName(index),
      created: '2024-01-01T00:00:00Z',
      trust: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    })),
    functions,
    logGroups: functions.map(({ name, region }) => ({ name: `/aws/lambda/${name}`, region, retentionDays: 30 })),
    subnets: regions.map((region) => ({ id: subnetOf(region), region, zone: `${region}-az1` })),
    analyzers: analyzers ? regions.map((region) => analyzerOf(region, functions)) : [],
  };
}

interface Place {
  readonly region: string;
  readonly open: boolean;
  readonly changed: number;
}

function functionAt(index: number, { region, open, changed }: Place): FunctionSpec {
  const name = `worker-${String(index).padStart(5, '0')}`;
  const isChanged = index < changed;
  return {
    name,
    region,
    runtime: 'nodejs24.x',
    role: roleName(Math.floor(index / FUNCTIONS_OF_A_ROLE)),
    modified: isChanged ? '2026-11-01T00:00:00Z' : '2026-01-01T00:00:00Z',
    environment: { TABLE: 'orders', STAGE: isChanged ? 'second' : 'first' },
    subnets: index % 2 === 0 ? [subnetOf(region)] : [],
    ...(open && { policy: policyFor(arnOf(name, region), everybody), url: { auth: 'NONE', allowOrigins: ['*'] } }),
    ...(!open && index % 3 === 0 && { policy: policyFor(arnOf(name, region), events) }),
  };
}

const everybody = {
  Principal: '*',
  Action: 'lambda:InvokeFunctionUrl',
  Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
};
const events = { Principal: { Service: 'events.amazonaws.com' }, Action: 'lambda:InvokeFunction' };

function policyFor(Resource: string, who: typeof everybody | typeof events) {
  return { Version: '2012-10-17', Id: 'default', Statement: [{ Sid: 'invoke', Effect: 'Allow', ...who, Resource }] };
}

function analyzerOf(region: string, functions: readonly FunctionSpec[]) {
  const created = '2024-01-01T00:00:00Z';
  const open = functions.filter((each) => each.region === region && each.url !== undefined);
  return {
    name: 'external-access',
    region,
    created,
    findings: open.map(({ name }) => ({
      type: 'ExternalAccess' as const,
      resource: arnOf(name, region),
      resourceType: 'AWS::Lambda::Function',
      created,
      public: true,
    })),
  };
}

function roleName(index: number): string {
  return `workers-${index}`;
}

function subnetOf(region: string): string {
  return `subnet-${region}`;
}

function arnOf(name: string, region: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}
