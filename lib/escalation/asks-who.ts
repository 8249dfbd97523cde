/** Keys of the principal that have one value for all users, and one for all roles, of an account. */
const ALIKE: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalisawsservice',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:principaltype',
]);

/**
 * Whether a condition on the key can tell users, or roles, of one account apart.
 * IAM User Guide, reference_policies_condition-keys, "Properties of the principal".
 */
export function asksWho(key: string): boolean {
  return /^aws:(principal|user)/i.test(key) && !ALIKE.has(key.toLowerCase());
}
