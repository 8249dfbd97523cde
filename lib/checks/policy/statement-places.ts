import type { Evidence } from '../../findings/finding.ts';
import type { Statement } from '../../policy/statement.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';

/** Actions and resources named of a statement, each: AWS's own policies have hundreds. */
const NAMED = 20;

/** A statement of an identity-based policy, for the evidence: its place, what it speaks of and its conditions as written. */
export function placeOf(document: StoredDocument | null, statement: Statement): Evidence {
  const { index, sid, actions, notActions, resources, notResources, conditions } = statement;
  return {
    statement: index,
    sid,
    pointer: isList(document) ? `/Statement/${index}` : '/Statement',
    ...listed('actions', actions),
    ...listed('notActions', notActions),
    ...listed('resources', resources),
    ...listed('notResources', notResources),
    conditions: conditions.map(({ operator, key, values }) => ({ operator, key, values })),
  };
}

function listed(name: string, texts: readonly string[] | null): Evidence {
  if (texts === null) return {};
  return texts.length <= NAMED ? { [name]: texts } : { [name]: texts.slice(0, NAMED), [`${name}Count`]: texts.length };
}

/** A single statement need not be in a list. */
function isList(document: StoredDocument | null): boolean {
  if (document === null || 'unreadable' in document) return true;
  const { json } = document;
  return typeof json !== 'object' || json === null || !('Statement' in json) || Array.isArray(json.Statement);
}
