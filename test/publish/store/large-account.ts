import type { Evidence, StoredFinding } from '../../../lib/findings/finding.ts';
import { findingId } from '../../../lib/findings/fingerprint.ts';

const account = '210987654321';
const teams = [
  'payments',
  'checkout',
  'search',
  'identity',
  'data-platform',
  'mobile',
  'risk',
  'logistics',
  'web',
  'sre',
];
const parts = [
  'api',
  'worker',
  'ingest',
  'export',
  'scheduler',
  'reports',
  'gateway',
  'cache',
  'events',
  'ml',
  'admin',
];
const stages = ['prod', 'staging', 'dev', 'sandbox'];
const services = (
  's3 ec2 iam sts kms logs sqs sns lambda dynamodb cloudwatch ssm secretsmanager rds ecr ecs events states athena glue ' +
  'kinesis firehose elasticloadbalancing autoscaling route53 acm apigateway cognito-idp elasticache es xray codebuild'
).split(' ');
const kinds = { role: 'AWS::IAM::Role', user: 'AWS::IAM::User', policy: 'AWS::IAM::ManagedPolicy' } as const;

type Draw = (below: number) => number;

/** Findings of the kinds, and with the evidence, that an account of several thousand principals has. */
export function findingsOfALargeAccount(count: number, seed = 1): readonly StoredFinding[] {
  const draw = generator(seed);
  return Array.from({ length: count }, (_, index) => finding(index, draw));
}

function finding(index: number, draw: Draw): StoredFinding {
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const instant = (year = 2026) =>
    new Date(Date.UTC(year - draw(5), draw(12), 1 + draw(28), draw(24), draw(60), draw(60))).toISOString();
  const policy = () => `arn:aws:iam::${account}:policy/${pick(teams)}/${pick(teams)}-${pick(parts)}-${pick(stages)}`;
  const some = <Item>(most: number, make: () => Item) => Array.from({ length: 1 + draw(most) }, make);
  const lastUsedAt = draw(3) === 0 ? instant() : null;
  const holdings = () => ({
    attachedPolicies: some(3, policy),
    inlinePolicies: draw(3) === 0 ? [`${pick(parts)}-access`] : [],
  });

  const shapes: readonly (() => readonly [string, keyof typeof kinds, Evidence, string?])[] = [
    () => [
      'role-unused',
      'role',
      {
        lastUsedAt,
        lastUsedRegion: lastUsedAt && 'eu-west-1',
        createdAt: instant(2025),
        ...holdings(),
        instanceProfiles: [],
      },
    ],
    () => [
      'policy-unattached',
      'policy',
      {
        lastUsedAt: null,
        createdAt: instant(),
        updatedAt: instant(),
        defaultVersionId: `v${draw(5)}`,
        dormantVersions: [],
      },
    ],
    () => [
      'policy-unused',
      'policy',
      {
        lastUsedAt: null,
        services: some(8, () => pick(services)),
        attachedTo: some(3, () => `arn:aws:iam::${account}:role/${pick(teams)}-${pick(parts)}-${draw(99)}`),
      },
    ],
    () => [
      'attachment-unused',
      'role',
      { lastUsedAt, policyArn: policy(), services: some(5, () => pick(services)) },
      policy(),
    ],
    () => [
      'access-key-unused',
      'user',
      {
        keySlot: 1,
        accessKeyId: `AKIA${draw(2 ** 31)
          .toString(32)
          .toUpperCase()
          .padStart(16, 'Q')}`,
        lastUsedAt,
        lastUsedService: 's3',
        lastUsedRegion: 'eu-west-1',
        createdAt: instant(2025),
      },
      'key-1',
    ],
    () => ['password-unused', 'user', { lastUsedAt, changedAt: instant(2025), createdAt: instant(2024) }],
    () => [
      'services-unused',
      'role',
      {
        services: some(20, () => ({
          service: pick(services),
          lastUsedAt: draw(5) === 0 ? instant() : null,
          grantedBy: [{ policyArn: policy() }],
        })),
      },
    ],
    () => [
      'services-unused',
      'role',
      {
        services: some(6, () => ({ service: pick(services), lastUsedAt: null, grantedBy: [{ policyArn: policy() }] })),
      },
    ],
  ];
  const [checkId, kind, evidence, discriminator] = pick(shapes)();
  const name = `${pick(teams)}-${pick(parts)}-${pick(stages)}-${index}`;
  const arn = `arn:aws:iam::${account}:${kind}/${kind === 'policy' ? `${pick(teams)}/` : ''}${name}`;
  return {
    checkId,
    severity: pick(['high', 'medium', 'low']),
    resource: { arn, type: kinds[kind], name, accountId: account },
    evidence,
    ...(discriminator === undefined ? {} : { discriminator }),
    id: findingId(checkId, arn, discriminator),
    firstSeenAt: '2026-11-20T02:17:00Z',
  };
}

/** Mulberry32, by Tommy Ettinger (public domain): numbers that look random and are the same on every run. */
function generator(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
