import { parseArn } from '../arn.ts';
import type { Principals } from '../statement.ts';

/** Who makes a request. */
export type Principal =
  | { readonly kind: 'root'; readonly arn: string; readonly accountId: string }
  | { readonly kind: 'user'; readonly arn: string; readonly accountId: string; readonly name: string }
  /** A session of the role; `sessionArn` is null when no particular one is meant. The path is null when only a session names the role. */
  | {
      readonly kind: 'role';
      readonly accountId: string;
      readonly name: string;
      readonly arn: string;
      readonly sessionArn: string | null;
    }
  /** A session that an IAM user made with GetFederationToken. */
  | { readonly kind: 'federated-user'; readonly arn: string; readonly accountId: string; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  /** Somebody whom an identity provider vouches for, before there is a session: ARN of the provider or name of a built-in one. */
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'canonical-user'; readonly id: string }
  | { readonly kind: 'anonymous' };

/** Reads the ARN of a principal or a 12-digit account id; null for what is neither. */
export function parsePrincipal(text: string): Principal | null {
  if (/^\d{12}$/.test(text)) return { kind: 'root', arn: `arn:aws:iam::${text}:root`, accountId: text };
  const arn = parseArn(text);
  if (arn === null) return null;
  const { partition, service, accountId, resource } = arn;
  const [type = '', ...path] = resource.split('/');
  const name = path.at(-1) ?? '';
  if (service === 'iam' && resource === 'root') return { kind: 'root', arn: text, accountId };
  if (name === '') return null;
  if (service === 'iam' && type === 'user') return { kind: 'user', arn: text, accountId, name };
  if (service === 'iam' && type === 'role') return { kind: 'role', arn: text, accountId, name, sessionArn: null };
  if (service === 'sts' && type === 'federated-user') return { kind: 'federated-user', arn: text, accountId, name };
  if (service === 'sts' && type === 'assumed-role' && path.length === 2) {
    const roleName = path[0] ?? '';
    return {
      kind: 'role',
      arn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
      accountId,
      name: roleName,
      sessionArn: text,
    };
  }
  return null;
}

/**
 * How a Principal element names somebody. It decides what else a grant of a resource-based policy needs, see `decide.ts`.
 * `federating-user` is the IAM user behind the session of a federated user; `itself` is any principal that is not of IAM.
 */
export type Naming = 'session' | 'user' | 'role' | 'federating-user' | 'account' | 'any' | 'itself';

/** All the ways in which the principals of a statement name the one who asks; none if they do not. */
export function namingsOf(principals: Principals, principal: Principal): readonly Naming[] {
  const namings = principals.any ? (['any'] as const) : [];
  switch (principal.kind) {
    case 'service':
      return principals.service.includes(principal.name) ? [...namings, 'itself'] : namings;
    case 'federated':
      return principals.federated.includes(principal.provider) ? [...namings, 'itself'] : namings;
    case 'canonical-user':
      return principals.canonicalUser.includes(principal.id) ? [...namings, 'itself'] : namings;
    case 'anonymous':
      return namings;
    default:
      return [...namings, ...principals.aws.flatMap((named) => namingOf(named, principal) ?? [])];
  }
}

function namingOf(named: string, principal: Extract<Principal, { readonly accountId: string }>): Naming | null {
  if (named === principal.accountId) return 'account';
  const arn = parseArn(named);
  if (arn === null || arn.accountId !== principal.accountId) return null;
  if (arn.service === 'iam' && arn.resource === 'root') return 'account';
  switch (principal.kind) {
    case 'root':
      return null;
    case 'user':
      return named === principal.arn ? 'user' : null;
    case 'federated-user':
      if (named === principal.arn) return 'session';
      return arn.service === 'iam' && isNamed(arn.resource, 'user', principal.name) ? 'federating-user' : null;
    case 'role':
      if (named === principal.sessionArn) return 'session';
      if (named === principal.arn) return 'role';
      // A session does not say the path of its role, but no two roles of an account share a name.
      return principal.sessionArn !== null && arn.service === 'iam' && isNamed(arn.resource, 'role', principal.name)
        ? 'role'
        : null;
  }
}

/** Whether the resource part of an ARN is of that type and ends in that name, with whatever path between. */
function isNamed(resource: string, type: string, name: string): boolean {
  return resource.startsWith(`${type}/`) && resource.endsWith(`/${name}`);
}
