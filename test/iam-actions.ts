/** Operations, as a ledger names them, whose action goes by another name in IAM. */
const otherNames: Readonly<Record<string, string>> = {
  // Both versions of the operation go by the name of the first.
  'access-analyzer:ListFindingsV2': 'access-analyzer:ListFindings',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
};

/** The action that a policy has to allow for an operation. */
export function actionOf(operation: string): string {
  return otherNames[operation] ?? operation;
}
