/** Partition and account that an ARN names, for example `aws` and `111122223333`; null when it names no account. */
export function accountOf(arn: string): { readonly partition: string; readonly accountId: string } | null {
  const [scheme, partition, , , accountId] = arn.split(':');
  if (scheme !== 'arn' || !partition || !accountId || !/^\d{12}$/.test(accountId)) return null;
  return { partition, accountId };
}
