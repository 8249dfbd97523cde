import { regionsOf } from '../../../ec2/regions.ts';
import { type Arns, arnsOf } from '../../arns.ts';
import { type DraftPrincipal, holdingsOf } from '../../holdings.ts';
import type { DraftAccount } from '../../model.ts';
import { of } from '../say.ts';
import type { FamilyTruth, TruthEntry } from '../truth.ts';
import { checksOfAdministrators, truthOfAdministrators } from './administrators.ts';
import { checksOfMfa, truthOfMfa } from './mfa.ts';
import { checksOfQuotas, truthOfQuotas } from './quotas.ts';
import { checksOfTrails, truthOfTrails } from './trails.ts';

const analyzer = of('access-analyzer-missing');
const support = of('support-role-missing');
const securityAudit = of('security-audit-role-missing');

/** The truth for the checks of guardrails, in an account whose enabled Regions are all in use. */
export function truthOfGuardrails(account: DraftAccount): FamilyTruth {
  const arns = arnsOf(account.accountId);
  return {
    checkIds: [
      ...checksOfTrails,
      ...checksOfQuotas,
      ...checksOfAdministrators,
      ...checksOfMfa,
      'access-analyzer-missing',
      'support-role-missing',
      'security-audit-role-missing',
    ],
    entries: [
      ...truthOfTrails(account, arns.account),
      ...truthOfAnalyzers(account, arns),
      ...truthOfDedicatedRoles(account, arns),
      ...truthOfQuotas(account, arns),
      ...truthOfAdministrators(account, arns),
      ...truthOfMfa(account, arns),
    ],
  };
}

function* truthOfAnalyzers({ analyzers, optedInRegions }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const region of [...regionsOf.aws.always, ...optedInRegions]) {
    const isWatched = analyzers.some(
      (each) => each.region === region && each.status === 'ACTIVE' && each.type !== 'ACCOUNT_UNUSED_ACCESS',
    );
    if (!isWatched) {
      yield analyzer.finding(arns.account, { discriminator: region });
    }
  }
}

function* truthOfDedicatedRoles({ users, roles }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  if (![...users, ...roles].some(holds('AWSSupportAccess'))) {
    yield support.finding(arns.account);
  }
  if (!roles.some(holds('SecurityAudit'))) {
    yield securityAudit.finding(arns.account);
  }
}

function holds(name: string): (principal: DraftPrincipal) => boolean {
  return (principal) => holdingsOf(principal).some(({ policy }) => policy?.awsManaged && policy.name === name);
}
