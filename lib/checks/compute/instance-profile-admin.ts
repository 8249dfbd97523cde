import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { oncePer, remembered } from '../once.ts';
import { pass, unknown } from '../verdicts.ts';
import { type Instance, instanceId, instanceResource, instancesOf, roleOf } from './instances.ts';

export const instanceProfileAdmin: Check = {
  id: 'instance-profile-admin',
  family: 'compute',
  title: 'Instance that is an administrator',
  flags:
    'An instance, running or stopped, whose instance profile gives it a role that is an administrator by its policies, with no permissions ' +
    'boundary that keeps it from anything.',
  severity: 'high',
  rationale:
    'Whoever gets a shell on it, or makes an application on it fetch an address, has the account: the metadata service hands out the ' +
    "role's credentials.",
  remediation: 'Give the role what the applications on the instance need, and no more.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['instances', 'authorization-details'],

  evaluate: (context) => eachRead(context, 'instances', instancesOf(context), (instance) => judge(context, instance)),

  describe({ resource, evidence }) {
    const policies = textsOf(evidence, 'policies');
    const by = policies.length === 0 ? 'several policies together' : someOf(policies);
    return `Instance ${resource.name} of ${textOf(evidence, 'region')} (${textOf(evidence, 'state')}) has role ${textOf(evidence, 'roleName')}, an administrator by ${by}.`;
  },

  remediate({ resource, evidence }) {
    const region = textOf(evidence, 'region') ?? '';
    return remediation(
      'Give the role a policy with what its last-accessed report shows in use, and take the administrator policy away then. If nothing on the ' +
        'instance needs AWS, the second line, with the association id that the first prints, takes the role away from it at once.',
      [
        {
          call: 'ec2 describe-iam-instance-profile-associations',
          options: { filters: `Name=instance-id,Values=${instanceId(resource.arn)}`, region },
        },
        { call: 'ec2 disassociate-iam-instance-profile', options: { 'association-id': '<association id>', region } },
      ],
    );
  },
};

const adminAnswer = oncePer((context: CheckContext) =>
  remembered((role: Parameters<typeof isAdmin>[1]) => isAdmin(context, role)),
);

function judge(context: CheckContext, instance: Instance): Verdict {
  const held = roleOf(context, instance);
  if (held.status === 'none') return pass;
  if (held.status === 'unknown') return unknown(held, instance.arn);
  const admin = adminAnswer(context)(held.role);
  if (admin.status === 'not-admin') return pass;
  if (admin.status === 'unknown') return unknown(admin, instance.arn);
  const { region, state, instanceProfileArn } = instance;
  return {
    verdict: 'finding',
    resource: instanceResource(context, instance),
    evidence: {
      region,
      state,
      instanceProfileArn,
      roleArn: held.role.arn,
      roleName: held.role.name,
      policies: admin.policies,
    },
  };
}
