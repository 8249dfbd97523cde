import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { trustOfProvider, trustOfService } from '../trusts.ts';
import type { Story } from './story.ts';
import { attach, narrow, workAsUsual } from './telling.ts';

/** Roles that AWS made: service-linked ones, and those of Identity Center. */
export const rolesOfAws: readonly Story[] = [
  { weight: 5, takes: { roles: 1 }, tell: serviceLinked },
  { weight: 5, takes: { roles: 1 }, tell: permissionSetInUse },
  { weight: 2, takes: { roles: 1 }, tell: permissionSetUnused },
  { weight: 1, takes: { roles: 1 }, tell: permissionSetYoung },
];

const linked = [
  ['ecs', 'AmazonECSServiceRolePolicy'],
  ['guardduty', 'AmazonGuardDutyServiceRolePolicy'],
  ['config', 'AWSConfigServiceRolePolicy'],
  ['support', 'AWSSupportServiceRolePolicy'],
  ['trustedadvisor', 'AWSTrustedAdvisorServiceRolePolicy'],
] as const;

/** Never judged, used or not. */
function serviceLinked(draft: Draft): void {
  const { chance } = draft;
  const [service, policy] = chance.pick(linked);
  const role = draft.role({
    name: `AWSServiceRoleFor${service}_${draft.names.hex(10)}`,
    path: `/aws-service-role/${service}.amazonaws.com/`,
    created: chance.ago(5, 1500),
    trust: trustOfService(service),
    lastUsed: chance.isTrue(0.6) ? chance.ago(0, 5) : null,
  });
  attach(role, draft.aws(policy));
}

function permissionSetInUse(draft: Draft): void {
  workAsUsual(draft, permissionSet(draft, draft.chance.ago(95, 1200)));
}

function permissionSetUnused(draft: Draft): void {
  const role = permissionSet(draft, draft.chance.ago(95, 1200));
  role.lastUsed = draft.chance.isTrue(0.5) ? draft.chance.ago(91, 95) : null;
}

function permissionSetYoung(draft: Draft): void {
  permissionSet(draft, draft.chance.ago(0, 13));
}

const permissionSets = [
  ['AdministratorAccess', 'AdministratorAccess'],
  ['PowerUserAccess', 'PowerUserAccess'],
  ['ReadOnlyAccess', 'ReadOnlyAccess'],
  ['SecurityAudit', 'SecurityAudit'],
  ['Billing', 'Billing'],
  ['DataAnalyst', 'AmazonS3ReadOnlyAccess'],
  ['Support', 'SupportUser'],
] as const;

function permissionSet(draft: Draft, created: number): DraftRole {
  const { chance } = draft;
  const [name, policy] = chance.pick(permissionSets);
  const role = draft.role({
    name: `AWSReservedSSO_${name}_${draft.names.hex(16)}`,
    path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    created,
    trust: trustOfProvider(draft.accountId, draft.identityCenter, 'nowhere'),
  });
  attach(role, draft.aws(policy));
  if (chance.isTrue(0.3)) {
    role.inline.set('AwsSSOInlinePolicy', narrow(draft));
  }
  return role;
}
