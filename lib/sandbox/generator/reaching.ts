import type { Arns } from './arns.ts';
import { composition, naming } from './compose.ts';
import type { Composition, Reach } from './meaning.ts';
import type { DraftGroup, DraftPolicy, DraftRole, DraftUser } from './model.ts';

/*
 * Policies by which somebody can come to more power than it has.
 */

/** Actions by which a role that was passed to a service comes to work there. */
const starting: Readonly<Record<string, readonly string[]>> = {
  lambda: ['lambda:CreateFunction', 'lambda:InvokeFunction'],
  ec2: ['ec2:RunInstances', 'ec2:DescribeInstances'],
  'ecs-tasks': ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
  cloudformation: ['cloudformation:CreateStack', 'cloudformation:DescribeStacks'],
  codebuild: ['codebuild:CreateProject', 'codebuild:StartBuild'],
};

export const startingServices = Object.keys(starting);

/**
 * Passes roles, and starts something with them.
 *
 * @param isSaid whether the policy says to which service
 */
export function deploying(arns: Arns, roles: readonly DraftRole[], service: string, isSaid: boolean): Composition {
  const actions = starting[service] ?? [];
  const passing = {
    Sid: 'Pass',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: roles.map(arns.holder),
    ...(isSaid && { Condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } } }),
  };
  const services = new Set(actions.map((action) => action.split(':', 1)[0] ?? ''));
  return composition([{ Sid: 'Start', Effect: 'Allow', Action: actions, Resource: '*' }, passing], {
    grants: naming([...services, 'iam']),
    unrecorded: new Set(['iam']),
    boundless: [{ statement: 0, actions, when: 'always' }],
    reaches: [{ how: 'passing', roles, service }],
  });
}

const writing = {
  user: ['iam:PutUserPolicy', 'iam:AttachUserPolicy'],
  group: ['iam:PutGroupPolicy', 'iam:AttachGroupPolicy'],
  role: ['iam:PutRolePolicy', 'iam:AttachRolePolicy'],
} as const;

export function writingPoliciesOf(arns: Arns, whom: DraftUser | DraftGroup | DraftRole): Composition {
  return managing(writing[whom.kind], arns.holder(whom), { how: 'writing policies of', whom: [whom] });
}

export function rewriting(arns: Arns, policy: DraftPolicy): Composition {
  const actions = ['iam:CreatePolicyVersion', 'iam:GetPolicy', 'iam:ListPolicyVersions'];
  return managing(actions, arns.policy(policy), { how: 'rewriting', policies: [policy] });
}

export function makingKeysOf(arns: Arns, user: DraftUser): Composition {
  return managing(['iam:CreateAccessKey', 'iam:ListAccessKeys'], arns.holder(user), {
    how: 'making keys of',
    users: [user],
  });
}

export function rewritingTrustOf(arns: Arns, role: DraftRole): Composition {
  return managing(['iam:UpdateAssumeRolePolicy', 'iam:GetRole'], arns.holder(role), {
    how: 'rewriting the trust of',
    roles: [role],
  });
}

function managing(actions: readonly string[], resource: string, reach: Reach): Composition {
  return composition([{ Effect: 'Allow', Action: actions, Resource: resource }], {
    grants: naming(['iam']),
    reaches: [reach],
  });
}
