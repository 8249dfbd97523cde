import type { DraftAccount } from '../../model.ts';

/**
 * Whether another account is known to be of the same owner, or trusted by the operator. A member of an organisation knows the
 * account that manages it, and that one knows all.
 */
export function isKnownOwner(otherId: string, { accountId, organization, trustedAccountIds }: DraftAccount): boolean {
  const managementAccountId = organization?.managementAccountId;
  const listed = managementAccountId === accountId ? organization?.accountIds : [managementAccountId];
  return trustedAccountIds.includes(otherId) || (listed?.includes(otherId) ?? false);
}
