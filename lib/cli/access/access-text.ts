import type { Access, AccessQuestion, PolicyWithSay } from '../../checks/access.ts';
import type { ResourceGrant } from '../../policy/effective/action-permission.ts';
import { printable, shortened } from '../../report/text.ts';
import { conditionsOf, nameOf, type StatementReason, statementOf } from './statements.ts';

/** Characters of a name or pattern that a line of text has room for. */
const NAME_LENGTH = 200;

/** The answer in one sentence. */
export function answerText(principalArn: string, { action, resource }: AccessQuestion, access: Access): string {
  const who = shortened(principalArn, NAME_LENGTH);
  const where = resource === null ? '' : ` on ${shortened(resource, NAME_LENGTH)}`;
  switch (access.decision) {
    case 'allowed':
      return `allowed: ${who} may ${action}${where}`;
    case 'conditional':
      return `conditional: ${who} may ${action}${where} ${access.dependsOn === null ? 'under conditions' : `if the ${access.dependsOn} allows it too`}`;
    case 'explicitDeny':
      return `explicitDeny: ${who} may not ${action}${where}; it is denied`;
    case 'implicitDeny':
      return `implicitDeny: ${who} may not ${action}${where}; ${missingText(access)}`;
  }
}

function missingText({ because }: Access): string {
  const layers = because.map(({ layer }) => layerNames[layer]);
  return layers.length === 0 ? 'nobody may do that so' : `${layers.join(' and ')} would have to allow it`;
}

const layerNames: Readonly<Record<Access['because'][number]['layer'], string>> = {
  identity: 'a policy of its own or of its groups',
  boundary: 'its permissions boundary',
  session: 'its session policies',
  scp: 'an SCP of each level',
  rcp: 'the RCPs',
  endpoint: 'the endpoint policy',
  resource: "the resource's own policy",
};

/** A grant's resources: `a`, `a and b` for what is in both, `everything but a`. */
export function resourcesText({ scopes }: ResourceGrant<PolicyWithSay>): string {
  const parts = scopes.map((scope) =>
    'resource' in scope ? scope.resource : `everything but ${scope.except.join(', ')}`,
  );
  return shortened(parts.join(' that are also '), NAME_LENGTH);
}

/** Which statement it is: `arn:aws:iam::111122223333:policy/deploy, Statement[1] (PassRoles)`. */
export function statementTitle({ source, statement, sid, layer }: StatementReason): string {
  const named = sid === null ? '' : ` (${shortened(sid, 80)})`;
  const role = layer === 'boundary' ? ', the boundary' : '';
  return `${shortened(nameOf(source), NAME_LENGTH)}${role}, Statement[${statement}]${named}`;
}

/** What it does, and when: ` denies if aws:SourceIp is not in "10.0.0.0/8"`. */
export function effectText(reason: StatementReason): string {
  const conditions = conditionsOf(reason).map(printable);
  const when = conditions.length === 0 ? '' : ` if ${conditions.join(' and ')}`;
  return `${reason.effect === 'Allow' ? 'allows' : 'denies'}${when}`;
}

/** The statement as it stands in the policy, a line a line, each safe for a terminal. */
export function statementText(reason: StatementReason, indent: string): string {
  return JSON.stringify(statementOf(reason), null, 2)
    .split('\n')
    .map((line) => `${indent}${printable(line)}`)
    .join('\n');
}
