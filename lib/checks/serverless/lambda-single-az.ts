import type { LambdaFunction, Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { partMissing, pass, unknown } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaSingleAz: Check = {
  id: 'lambda-single-az',
  family: 'serverless',
  title: 'Function in one Availability Zone alone',
  flags:
    'A function in a VPC whose subnets are all in one Availability Zone. A function outside of any VPC runs in several.',
  severity: 'low',
  rationale: 'When the zone fails, so does the function, although Lambda would run it elsewhere.',
  remediation: 'Add a subnet of another Availability Zone.',
  mappings: { cis: {}, securityHub: ['Lambda.5'], prowler: ['awslambda_function_vpc_multi_az'] },
  needs: ['functions'],
  uses: ['subnets'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const zone = textOf(facts.evidence, 'zone');
    const subnets = someOf(textsOf(facts.evidence, 'subnets'));
    return `${functionIn(facts)} runs in ${zone === null ? 'one zone' : `zone ${zone}`} alone: ${subnets}.`;
  },

  remediate(facts) {
    const subnets = [...textsOf(facts.evidence, 'subnets'), '<subnet of another zone>'];
    return remediation('Add a subnet of another zone with the same routes; the list replaces the one that is there.', [
      functionCommand(facts, 'update-function-configuration', {
        'vpc-config': JSON.stringify({ SubnetIds: subnets }),
      }),
    ]);
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { arn, region, subnetIds } = lambda;
  if (subnetIds.length === 0) return pass;
  const zoneOf = zones(context.account.snapshot);
  const found = new Set(subnetIds.map((id) => zoneOf.get(`${region} ${id}`) ?? null));
  const known = [...found].filter((zone) => zone !== null);
  if (known.length > 1) return pass;
  if (found.has(null) && subnetIds.length > 1) {
    const reason = 'Not all of its subnets are in the snapshot.';
    return unknown(partMissing(context, 'subnets') ?? { code: 'not-collected', reason }, arn);
  }
  return functionFinding(context, lambda, { zone: known[0] ?? null, subnets: [...subnetIds].toSorted() });
}

const zones = oncePer(
  ({ subnets }: Snapshot) =>
    new Map(
      subnets?.items.map(({ id, region, availabilityZoneId }) => [`${region} ${id}`, availabilityZoneId] as const),
    ),
);
