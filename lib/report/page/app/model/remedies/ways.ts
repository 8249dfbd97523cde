import { countOf, numberOf, recordOf, recordsOf, textOf } from '../../../../../checks/evidence.ts';
import { oncePer } from '../../../../../checks/once.ts';
import type { Evidence, Finding } from '../../../../../findings/finding.ts';
import { policyOf } from '../../../../../policy/document.ts';
import type { StoredDocument } from '../../../../../snapshot/snapshot.ts';
import type { Model } from '../model.ts';

/** A statement, by the policy that it stands in. */
export interface Place {
  /** Tells statements apart. */
  readonly key: string;
  readonly policy: PolicyPlace;
  /** Tells policies apart. */
  readonly policyKey: string;
  readonly statement: number;
  readonly sid: string | null;
}

/** A policy of the account, in the words of the evidence. */
export type PolicyPlace =
  | { readonly policyArn: string }
  | { readonly inlinePolicy: { readonly entityArn: string; readonly name: string } }
  | { readonly trustPolicyOf: string };

/** A finding is there as long as one of its ways is; a way, as long as all of its statements are. */
export type Way = readonly Place[];

/**
 * By which statements a finding is there. None at all: it is not known, or it is not a matter of statements; then it is not
 * known either what would close it. Some findings have thousands: nothing is read of those that nobody asks for.
 */
export function* waysOf(model: Model, finding: Finding): Generator<Way> {
  const { checkId, evidence } = finding;
  if (checkId !== 'services-unused') {
    yield* readWays(model, finding);
    return;
  }
  const services = recordsOf(evidence, 'services');
  if (countOf(evidence, 'services') > services.length) return;
  for (const service of services) for (const grant of recordsOf(service, 'grantedBy')) yield placesIn(grant);
}

/** Checks of what a policy's text allows as a whole, which name no statement. */
const OF_THE_TEXT: ReadonlySet<string> = new Set([
  'data-exfiltration',
  'resource-exposure',
  'credentials-exposure',
  'infrastructure-modification',
]);

function readWays(model: Model, finding: Finding): readonly Way[] {
  const { checkId, evidence } = finding;
  switch (checkId) {
    case 'privilege-escalation':
      return whole(evidence, 'paths', (path) => recordsOf(path, 'hops').flatMap(statementsOfHop));
    case 'lateral-movement':
      return whole(evidence, 'takeovers', statementsOfHop);
    case 'shadow-admin':
      return whole(evidence, 'ways', statementsOfHop);
    case 'boundary-escape':
    case 'delegation-without-boundary':
      return [...whole(evidence, 'ways', statementsOfHop), ...whole(evidence, 'grants', (grant) => places([grant]))];
    default: {
      const own = ownPolicy(model, finding);
      if (own === null) return [];
      if (OF_THE_TEXT.has(checkId)) return onlyAllow(model, own).map((place) => [place]);
      return whole(evidence, 'statements', (statement) => placeIn(own, statement));
    }
  }
}

/** The ways of a list that is there whole; a list that was cut hides ways, so that nothing can be said. */
function whole(evidence: Evidence, key: string, read: (entry: Evidence) => Way): readonly Way[] {
  const entries = recordsOf(evidence, key);
  return countOf(evidence, key) > entries.length ? [] : entries.map(read);
}

function statementsOfHop(hop: Evidence): Way {
  return places([...recordsOf(hop, 'grants'), ...recordsOf(hop, 'trusts')]);
}

function places(statements: readonly Evidence[]): Way {
  return statements.flatMap(placesIn);
}

/** Findings share the statements that they name, so that each is read once. */
const placesIn = oncePer((statement: Evidence): Way => {
  const policy = policyIn(statement);
  return policy === null ? [] : placeIn(policy, statement);
});

function placeIn(policy: PolicyPlace, evidence: Evidence): Way {
  const statement = numberOf(evidence, 'statement');
  return statement === null ? [] : [placeOf(policy, statement, textOf(evidence, 'sid'))];
}

function placeOf(policy: PolicyPlace, statement: number, sid: string | null): Place {
  const policyKey = keyOfPolicy(policy);
  return { key: `${policyKey} ${statement}`, policy, policyKey, statement, sid: sid === '' ? null : sid };
}

function policyIn(evidence: Evidence): PolicyPlace | null {
  const policyArn = textOf(evidence, 'policyArn');
  if (policyArn !== null) return { policyArn };
  const trustPolicyOf = textOf(evidence, 'trustPolicyOf');
  if (trustPolicyOf !== null) return { trustPolicyOf };
  const inline = recordOf(evidence, 'inlinePolicy') ?? {};
  const [entityArn, name] = [textOf(inline, 'entityArn'), textOf(inline, 'name')];
  return entityArn === null || name === null ? null : { inlinePolicy: { entityArn, name } };
}

/** The policy that a finding on a policy is about. */
export function ownPolicy(model: Model, { checkId, resource, evidence }: Finding): PolicyPlace | null {
  const family = model.checkById.get(checkId)?.family;
  if (family === 'trust') return { trustPolicyOf: resource.arn };
  if (family !== 'policy') return null;
  return resource.type === 'AWS::IAM::ManagedPolicy' ? { policyArn: resource.arn } : policyIn(evidence);
}

/** The one statement by which a policy allows anything; none where there are several, or where not all could be read. */
function onlyAllow(model: Model, policy: PolicyPlace): Way {
  const text = textOfPolicy(model, policy);
  if (text === null) return [];
  const { statements, problems } = policyOf(text);
  const [only, ...others] = statements.filter(({ effect }) => effect === 'Allow');
  if (only === undefined || others.length > 0 || problems.some(({ unread }) => unread)) return [];
  return [placeOf(policy, only.index, only.sid)];
}

/** null: the snapshot does not hold it. */
function textOfPolicy(model: Model, policy: PolicyPlace): StoredDocument | null {
  if ('policyArn' in policy) return model.policyByArn.get(policy.policyArn)?.document?.text ?? null;
  if ('trustPolicyOf' in policy) return model.principalByArn.get(policy.trustPolicyOf)?.trust ?? null;
  const { entityArn, name } = policy.inlinePolicy;
  const holder = model.principalByArn.get(entityArn) ?? model.groupByArn.get(entityArn);
  return holder?.inline.find((inline) => inline.name === name)?.document.text ?? null;
}

export function keyOfPolicy(policy: PolicyPlace): string {
  if ('policyArn' in policy) return policy.policyArn;
  if ('trustPolicyOf' in policy) return `trust ${policy.trustPolicyOf}`;
  return `inline ${policy.inlinePolicy.entityArn} ${policy.inlinePolicy.name}`;
}

/**
 * What every way needs one of, by key: whatever of it is taken away, the finding goes.
 *
 * @param by what is taken away at once: one statement, or all statements of a policy
 */
export function neededByAll(ways: Iterable<Way>, by: 'key' | 'policyKey'): ReadonlyMap<string, Place> {
  let needed: Map<string, Place> | null = null;
  for (const way of ways) {
    if (needed === null) needed = new Map(way.map((place) => [place[by], place]));
    else for (const key of needed.keys()) if (!way.some((place) => place[by] === key)) needed.delete(key);
    if (needed.size === 0) break;
  }
  return needed ?? new Map();
}
