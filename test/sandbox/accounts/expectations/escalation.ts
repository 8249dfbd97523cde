import { check, type Expectation, prod } from './expectation.ts';

const { role, user } = prod;
const identityCenter = (nameAndId: string) =>
  role(`aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${nameAndId}`);
const powerUsers = identityCenter('PowerUserAccess_5e1d0b7a3c9f2468');
const incidentResponders = identityCenter('IncidentResponder_c5b2907e14d8fa63');
const terraform = role('ci/github-actions-infra-apply');
const cdkDeploy = role('cdk-hnb659fds-deploy-role-111122223333-eu-west-1');
const roleFactory = role('platform/app-role-factory');
const limitedRoleFactory = role('platform/app-role-factory-v2');

const escalation = check('privilege-escalation');
const lateral = check('lateral-movement');
const shadow = check('shadow-admin');
const boundary = check('boundary-escape');
const delegation = check('delegation-without-boundary');

export const escalations: readonly Expectation[] = [
  escalation.finding(terraform, 'iam:* on everything: rewrites the policy that it holds', { severity: 'critical' }),
  escalation.finding(cdkDeploy, 'makes stacks with the role of CloudFormation, an administrator', {
    severity: 'critical',
  }),
  escalation.finding(powerUsers, 'changes a stack that an administrator makes', { severity: 'critical' }),
  escalation.finding(incidentResponders, 'writes policies into a role that is open to its organisation', {
    severity: 'critical',
  }),
  escalation.finding(user('break-glass/break-glass-1'), 'meant, and with MFA alone', { severity: 'medium' }),
  escalation.finding(user('break-glass/break-glass-2'), 'meant, and with MFA alone', { severity: 'medium' }),
  escalation.nearMiss(user('people/f.almeida'), 'passes any role to EC2, but no administrator trusts it'),
  escalation.nearMiss(role('ci/github-actions-orders-deploy'), 'changes functions, none of which is an administrator'),
  escalation.nearMiss(user('people/a.moreau'), 'makes access keys, but her own'),
  escalation.nearMiss(roleFactory, 'attaches policies to roles of a path, and there are none yet'),
  escalation.nearMiss(user('people/m.okafor'), 'an administrator already'),

  lateral.finding(role('service-role/backup-restore-test'), 'passes any role to EC2, by a policy of AWS', {
    severity: 'medium',
  }),
  lateral.finding(user('people/f.almeida'), 'the same, with MFA', { severity: 'low' }),
  lateral.finding(role('ci/github-actions-orders-deploy'), 'the code of any function, and there are some', {
    severity: 'medium',
  }),
  lateral.finding(role('ecs/ecs-events-scheduler'), 'runs tasks with any role, if there are task definitions'),
  lateral.finding(role('service-role/scheduler-nightly-batch'), 'runs tasks with two roles of more permissions'),
  lateral.nearMiss(role('service-role/glue-crawler-orders'), 'development endpoints, which AWS has ended'),
  lateral.nearMiss(terraform, 'can become an administrator anyway'),
  lateral.nearMiss(role('ci/github-actions-shop-deploy'), 'passes task roles, but may not run tasks'),
  lateral.nearMiss(user('people/l.ferreira'), 'may assume what everybody in the organisation may'),

  shadow.finding(terraform, 'can attach whatever it likes to itself'),
  shadow.nearMiss(powerUsers, 'everything but IAM'),
  shadow.nearMiss(user('people/s.lindqvist'), 'an administrator for all to see, by a group'),
  shadow.nearMiss(cdkDeploy, 'an administrator by way of another role alone'),

  boundary.finding(roleFactory, 'makes roles without a boundary, and replaces its own'),
  boundary.nearMiss(limitedRoleFactory, 'makes roles under the boundary of developers alone'),
  boundary.nearMiss(user('people/c.dubois'), 'nothing of IAM within the boundary, which denies its change'),

  delegation.finding(terraform, 'iam:* on everything'),
  delegation.finding(incidentResponders, 'inline policies of anybody'),
  delegation.finding(roleFactory, 'roles with any policy, and no boundary demanded'),
  delegation.nearMiss(limitedRoleFactory, 'the boundary of developers demanded'),
  delegation.nearMiss(user('people/a.moreau'), 'access keys, but her own'),
  delegation.nearMiss(user('people/m.okafor'), 'an administrator'),
];
