/**
 * Whether a key may be named by a request: it is one of the account's own (`known`: ids, ARNs or aliases, as the
 * account file lists them), or the key that AWS keeps for the service (`alias/aws/ssm`). Either may be written as an ARN.
 */
export function isKnownKey(keyId: string, known: readonly string[], awsManagedAlias: string): boolean {
  const wanted = withoutArn(keyId);
  return wanted === awsManagedAlias || known.some((key) => withoutArn(key) === wanted);
}

/** ARN of a key that was named by id, alias or ARN. */
export function kmsKeyArn(keyId: string, scope: { partition: string; region: string; accountId: string }): string {
  if (keyId.startsWith('arn:')) {
    return keyId;
  }
  const resource = keyId.startsWith('alias/') ? keyId : `key/${keyId}`;
  return `arn:${scope.partition}:kms:${scope.region}:${scope.accountId}:${resource}`;
}

function withoutArn(keyId: string): string {
  return keyId.replace(/^arn:[^:]+:kms:[^:]*:[^:]*:(key\/)?/, '');
}
