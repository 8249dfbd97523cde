import { createHash } from 'node:crypto';
import { oncePer } from '../../checks/once.ts';
import { SSH_SERVICE } from '../../checks/service-credentials.ts';
import { canonicalJson } from '../../findings/canonical-json.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { Group, ManagedPolicy, Role, Snapshot, StoredDocument, User } from '../../snapshot/snapshot.ts';

/** What a snapshot tells of the credentials of users. */
export type CredentialFacts = Pick<
  Snapshot,
  'credentialReport' | 'serviceSpecificCredentials' | 'sshPublicKeys' | 'signingCertificates'
>;

/**
 * Tells whether what a principal may do has changed: equal for equal policies in force, those of a user's groups and the trust
 * policy of a role included. Null when a document is missing or unreadable, which equals nothing. Boundaries are left out,
 * because AWS's reports do not look at them.
 */
export function permissionPrints({
  groups,
  policies,
}: AuthorizationDetails): (principal: User | Role) => string | null {
  const policiesByArn = new Map(policies.map((policy) => [policy.arn, policy] as const));
  const groupsByName = new Map(groups.map((group) => [group.groupName, group] as const));
  const printOfPolicy = oncePer((policy: ManagedPolicy) => ({
    print: printOfDocument(policy.versions.find(({ isDefault }) => isDefault)?.document),
  }));
  const managed = (arn: string) => {
    const policy = policiesByArn.get(arn);
    return policy === undefined ? null : printOfPolicy(policy).print;
  };
  const printOfHolder = ({ inlinePolicies, attachedPolicies }: User | Group | Role) =>
    printOf([
      ...inlinePolicies.map(({ policyName, document }) => ['inline', policyName, printOfDocument(document)] as const),
      ...attachedPolicies.map(({ policyArn }) => ['attached', policyArn, managed(policyArn)] as const),
    ]);
  const printOfGroup = oncePer((group: Group) => ({ print: printOfHolder(group) }));
  const member = (name: string) => {
    const group = groupsByName.get(name);
    return ['group', name, group === undefined ? null : printOfGroup(group).print] as const;
  };
  return (principal) =>
    printOf([
      ['own', '', printOfHolder(principal)],
      ...('trustPolicy' in principal
        ? [['trust', '', printOfDocument(principal.trustPolicy)] as const]
        : principal.groups.map(member)),
    ]);
}

/**
 * Tells whether a user's credentials have changed, and whether the credential report sees the use of all of them: equal for the
 * same password and keys, null when there is a credential whose use it does not tell, or when there may be one.
 *
 * @param services what the user may use: SSH keys are good for Git alone
 */
export function credentialPrints({
  credentialReport,
  serviceSpecificCredentials,
  sshPublicKeys,
  signingCertificates,
}: CredentialFacts): (user: User, services: readonly string[]) => string | null {
  const rows = new Map(credentialReport?.rows.map((row) => [row.arn, row] as const));
  const holders = new Set(
    [serviceSpecificCredentials, sshPublicKeys, signingCertificates].flatMap(
      (list) => list?.map(({ userName }) => userName) ?? [],
    ),
  );
  return ({ arn, userName }, services) => {
    const row = rows.get(arn);
    if (row === undefined || serviceSpecificCredentials === null || holders.has(userName)) return null;
    // The report shows certificates, not their use; how many more credentials there are is in a column of its own.
    if (row.certificates.length > 0 || row.additionalCredentialsInfo !== null) return null;
    if (sshPublicKeys === null && services.includes(SSH_SERVICE)) return null;
    const keys = row.accessKeys.map(({ slot, lastRotatedAt }) => ['key', String(slot), lastRotatedAt ?? ''] as const);
    return printOf([['password', String(row.passwordEnabled), row.passwordLastChangedAt ?? ''], ...keys]);
  };
}

function printOfDocument(document: StoredDocument | undefined): string | null {
  if (document === undefined || 'unreadable' in document) return null;
  return hash(canonicalJson(document.json));
}

/** One print of several, in whatever order they come; null when one of them is missing. */
function printOf(parts: readonly (readonly [kind: string, name: string, print: string | null])[]): string | null {
  if (parts.some(([, , print]) => print === null)) return null;
  return hash(JSON.stringify(parts.map((part) => JSON.stringify(part)).sort()));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
