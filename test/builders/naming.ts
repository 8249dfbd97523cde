export const ACCOUNT_ID = '111122223333';

export function entityArn(kind: 'user' | 'group' | 'role' | 'instance-profile', path: string, name: string): string {
  return `arn:aws:iam::${ACCOUNT_ID}:${kind}${path}${name}`;
}

export function policyArn(policyName: string, managedBy: 'aws' | 'customer', path: string): string {
  return `arn:aws:iam::${managedBy === 'aws' ? 'aws' : ACCOUNT_ID}:policy${path}${policyName}`;
}

/** A unique id in AWS's form that is the same for the same name, for example `AROADEPLOY00000000000`. */
export function uniqueId(prefix: string, name: string): string {
  const letters = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return `${prefix}${letters.slice(0, 17).padEnd(17, '0')}`;
}
