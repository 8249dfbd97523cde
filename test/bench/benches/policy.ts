import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { whoCan } from '../../../lib/checks/access.ts';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { decide } from '../../../lib/policy/evaluate/decide.ts';
import { describeRequest } from '../../../lib/policy/evaluate/request.ts';
import { lintPolicy } from '../../../lib/policy/lint/lint-policy.ts';
import { matchesPattern } from '../../../lib/policy/match.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { anyDocument } from '../../policy/any-document.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { readGenerated } from '../read-generated.ts';

const executable = fileURLToPath(new URL('../../../bin/account-auditor.js', import.meta.url));
const accountId = '111122223333';
const services = [
  ...['athena', 'cloudwatch', 'dynamodb', 'ec2', 'ecr', 'ecs', 'events', 'glue', 'iam', 'kms'],
  ...['lambda', 'logs', 'rds', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm', 'states', 'sts'],
];

/** What the policy language takes: decisions, patterns made to be slow, questions of a large account, odd documents. */
export async function benchPolicy(isSmoke: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-bench-'));
  try {
    return [
      measureDecisions(isSmoke ? 1 : 100),
      measurePatterns(),
      ...(await measureEvaluate(isSmoke ? 200 : 50_000)),
      ...(await measureWhoCan(isSmoke, folder)),
      measureLint(isSmoke ? 500 : 100_000),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A principal's policies, one for each service: reading, writing in its own corner under conditions, no deleting without MFA. */
function policiesFor(chosen: readonly string[]) {
  return chosen.map((service) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['Get*', 'List*', 'Describe*'].map((name) => `${service}:${name}`), Resource: '*' },
      {
        Effect: 'Allow',
        Action: [`${service}:Put*`, `${service}:Create*`],
        Resource: `arn:aws:${service}:*:${accountId}:team-\${aws:PrincipalTag/team}/*`,
        Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
      },
      {
        Effect: 'Deny',
        Action: `${service}:Delete*`,
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  }));
}

/** The request with this number: actions, resources and contexts take turns. */
function requestOf(number: number) {
  const service = services[number % services.length] ?? 's3';
  const { start, end } = catalogue.actionsOfService(service) ?? { start: 0, end: 1 };
  return {
    action: catalogue.actionName(start + ((number * 7) % (end - start))),
    resource: `arn:aws:${service}:eu-west-1:${accountId}:team-data/item-${number}`,
    context: {
      'aws:PrincipalTag/team': 'data',
      'aws:RequestedRegion': number % 2 === 0 ? 'eu-west-1' : 'us-east-1',
      'aws:MultiFactorAuthPresent': String(number % 3 === 0),
    },
  };
}

const roleArn = `arn:aws:iam::${accountId}:role/app`;

function measureDecisions(rounds: number): Figure {
  const principal = { kind: 'role', arn: roleArn, accountId, name: 'app', sessionArn: null } as const;
  const requests = Array.from({ length: 1_000 }, (_, number) => describeRequest({ principal, ...requestOf(number) }));
  const identity = policiesFor(services).map((json) => ({ source: null, policy: parsePolicyDocument(json) }));
  const tookMs = timeMs(() => {
    for (let round = 0; round < rounds; round++) for (const request of requests) decide(request, { identity });
  });
  const figure = figuresOf('policy', '20 policies, 1,000 requests');
  return figure('decisions', (rounds * requests.length) / (tookMs / 1000), 'a second', 'at least 50,000');
}

/** The slowest of some patterns, on the longest texts that AWS takes for a name or a policy. */
function measurePatterns(): Figure {
  const pairs = [
    ['*a*a*a*a*a*a*', 'a'.repeat(10_240)],
    [`${'*a'.repeat(5_000)}b`, 'a'.repeat(10_240)],
    [`*${'?a'.repeat(500)}b*`, 'a'.repeat(2_048)],
    [`*${'a'.repeat(5_000)}b*`, 'a'.repeat(10_240)],
  ] as const;
  const best = ([pattern, text]: readonly [string, string]) =>
    Math.min(...Array.from({ length: 5 }, () => timeMs(() => matchesPattern(pattern, text, { caseSensitive: true }))));
  return figuresOf('policy', 'patterns made to be slow')(
    'slowest match',
    Math.max(...pairs.map(best)),
    'ms',
    'at most 1',
  );
}

/** The command as a whole, from its start to its last answer. */
async function measureEvaluate(lines: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const count of [1, services.length]) {
    const identityPolicies = policiesFor(services.slice(0, count));
    const questions = Array.from(
      { length: lines },
      (_, id) => `${JSON.stringify({ id, principal: roleArn, ...requestOf(id), identityPolicies })}\n`,
    );
    const start = performance.now();
    const answers = await run(['evaluate'], questions.join(''));
    const seconds = (performance.now() - start) / 1000;
    const figure = figuresOf('policy', `evaluate, ${count} policies a line`);
    figures.push(figure('lines', answers / seconds, 'a second', 'at least 5,000'));
  }
  return figures;
}

async function measureWhoCan(isSmoke: boolean, folder: string): Promise<readonly Figure[]> {
  const size = isSmoke ? { users: 30, roles: 70, policies: 45 } : { users: 1000, roles: 5000, policies: 2000 };
  const text = JSON.stringify(await readGenerated(size));
  const path = join(folder, 'account.json');
  await writeFile(path, text);
  const snapshot: Snapshot = JSON.parse(text);
  const account = viewOf(snapshot);
  const question = { action: 'iam:PassRole', resource: null, context: {} };
  const first = timeMs(() => whoCan(account, question));
  const again = timeMs(() => whoCan(account, { ...question, resource: `arn:aws:iam::${accountId}:role/app` }));
  const whole = performance.now();
  await run(['who-can', 'iam:PassRole', '--snapshot', path], '');
  const figure = figuresOf('policy', `who-can, ${size.roles} roles`);
  return [
    figure('first question after the load', first, 'ms', 'under 200'),
    figure('next question', again, 'ms', 'under 200'),
    figure('command, with load and parse', (performance.now() - whole) / 1000, 's', 'under 3'),
  ];
}

function measureLint(count: number): Figure {
  const documents = fc.sample(anyDocument, { numRuns: count, seed: 1 });
  let crashes = 0;
  for (const document of documents) {
    try {
      lintPolicy(document, { kind: 'managed' });
    } catch {
      crashes += 1;
    }
  }
  return figuresOf('policy', `lint, ${count} odd documents`)('crashes', crashes, 'crashes', '0');
}

/** Lines that the command puts out. */
async function run(args: readonly string[], input: string): Promise<number> {
  const child = spawn(process.execPath, [executable, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  let lines = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  child.stdin.end(input);
  await once(child, 'close');
  return lines;
}

function timeMs(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
