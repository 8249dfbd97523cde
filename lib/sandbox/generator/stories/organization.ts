import type { Chance } from '../chance.ts';
import type { DraftOrganization } from '../model.ts';

/** Accounts of others: `management` and `sibling` are of the organisation, if there is one; the operator trusts `partner`. */
export const others = {
  management: '999988887777',
  sibling: '555566667777',
  partner: '777788889999',
  vendor: '444455556666',
} as const;

export const organizationId = 'o-exampleorg11';

/** An account on its own, a member of an organisation, which most are, or the one that manages it. */
export function tellOrganization(chance: Chance, accountId: string): DraftOrganization | null {
  const place = chance.pick(['none', 'none', 'member', 'member', 'member', 'management'] as const);
  if (place === 'none') {
    return null;
  }
  const managementAccountId = place === 'management' ? accountId : others.management;
  return {
    id: organizationId,
    managementAccountId,
    accountIds: [...new Set([managementAccountId, accountId, others.sibling])],
  };
}
