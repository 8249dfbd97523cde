/** What a policy is attached to: it decides which elements it has and how long it may be. */
export type PolicyKind = 'managed' | 'inline-user' | 'inline-group' | 'inline-role' | 'trust' | 'resource';

/** Characters, whitespace not counted. IAM User Guide, reference_iam-quotas; a trust policy can get up to 4,096 on request. */
export const quotas: Readonly<Record<PolicyKind, number | null>> = {
  managed: 6_144,
  'inline-user': 2_048,
  'inline-group': 5_120,
  'inline-role': 10_240,
  trust: 2_048,
  resource: null,
};

export function isIdentityBased(kind: PolicyKind): boolean {
  return kind !== 'trust' && kind !== 'resource';
}
