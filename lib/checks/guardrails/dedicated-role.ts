import type { Remediation } from '../../findings/finding.ts';
import type { Principal } from '../account-view.ts';
import type { CheckContext, Facts, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

/** Whether somebody holds one of AWS's own policies, which a task of its own calls for: one verdict on the account. */
export function* someoneHolds(
  context: CheckContext,
  policyName: string,
  isRightHolder: (principal: Principal) => boolean = () => true,
): Iterable<Verdict> {
  const { account } = context;
  const policyArn = `arn:${account.snapshot.account.partition}:iam::aws:policy/${policyName}`;
  const resource = accountResource(context);
  if (account.holdersOf(policyArn).some(isRightHolder)) yield pass;
  else if (account.coverageOf('authorization-details')?.status === 'partial') {
    yield unknown(notCollected(context, 'authorization-details'), resource.arn);
  } else yield { verdict: 'finding', resource, evidence: { policyArn } };
}

/** The role to create: with the policy, for whoever in the account may assume it and signed in with MFA. */
export function createRole({ resource, evidence }: Facts, roleName: string, text: string): Remediation {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: resource.arn },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ],
  };
  return remediation(text, [
    iam('create-role', { 'role-name': roleName, 'assume-role-policy-document': JSON.stringify(trust) }),
    iam('attach-role-policy', { 'role-name': roleName, 'policy-arn': textOf(evidence, 'policyArn') ?? '' }),
  ]);
}
