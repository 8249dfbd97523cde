import type { Evidence, Finding } from '../../../../findings/finding.ts';
import type { StoredDocument } from '../../../../snapshot/snapshot.ts';
import type { Model } from './model.ts';

/** A policy that a finding is about, with the statements that it names. */
export interface NamedPolicy {
  /** Tells policies apart: those of equal text are one object. */
  readonly key: string;
  readonly title: string;
  /** null: the snapshot does not hold it. */
  readonly text: StoredDocument | null;
  /** Indexes of statements; empty where the policy is named as a whole. */
  readonly statements: ReadonlySet<number>;
}

/** Of a policy in the words of the evidence: a managed policy, an inline policy or the trust policy of a role. */
type Reference = { readonly key: string; readonly title: string; readonly text: StoredDocument | null };

/** The policies that the evidence of a finding names, those of single statements first, each once. */
export function policiesOf(model: Model, finding: Finding): readonly NamedPolicy[] {
  const named = new Map<string, NamedPolicy & { readonly statements: Set<number> }>();
  const note = (reference: Reference | null, statement: number | null) => {
    if (reference === null) return;
    const { key, title, text } = reference;
    const policy = named.get(key) ?? { key, title, text, statements: new Set<number>() };
    if (statement !== null) policy.statements.add(statement);
    named.set(key, policy);
  };
  const own = ownPolicy(model, finding);
  if (finding.resource.type === 'AWS::IAM::ManagedPolicy' || 'inlinePolicy' in finding.evidence) note(own, null);
  for (const record of recordsIn(finding.evidence)) {
    const reference = referenceOf(model, record) ?? own;
    const statement = statementOf(record);
    if (statement !== null || 'policyArn' in record) note(reference, statement);
  }
  return [...named.values()].toSorted((a, b) => Number(b.statements.size > 0) - Number(a.statements.size > 0));
}

/** The statements of one policy that findings on a resource name, those that are resolved aside. */
export function namedStatements(model: Model, arn: string, policyKey: string): ReadonlySet<number> {
  const standing = (model.findingsByArn.get(arn) ?? []).filter(({ status }) => status !== 'resolved');
  const policies = standing.flatMap((finding) => policiesOf(model, finding));
  return new Set(policies.flatMap(({ key, statements }) => (key === policyKey ? [...statements] : [])));
}

/** The policy that statements belong to where the evidence does not say so: the resource's own. */
function ownPolicy(model: Model, { resource, evidence, checkId }: Finding): Reference | null {
  if (resource.type === 'AWS::IAM::ManagedPolicy') return managed(model, resource.arn);
  if (model.checkById.get(checkId)?.family === 'trust') return trust(model, resource.arn);
  return referenceOf(model, evidence);
}

export function referenceOf(model: Model, record: Evidence): Reference | null {
  const { policyArn, inlinePolicy, trustPolicyOf } = record;
  if (typeof policyArn === 'string') return managed(model, policyArn);
  if (typeof trustPolicyOf === 'string') return trust(model, trustPolicyOf);
  if (!isRecord(inlinePolicy)) return null;
  const { entityArn, name } = inlinePolicy;
  if (typeof entityArn !== 'string' || typeof name !== 'string') return null;
  const holder = model.principalByArn.get(entityArn) ?? model.groupByArn.get(entityArn);
  const text = holder?.inline.find((policy) => policy.name === name)?.document.text ?? null;
  return { key: `inline ${entityArn} ${name}`, title: `Inline policy ${name} of ${holder?.name ?? entityArn}`, text };
}

function managed(model: Model, arn: string): Reference {
  const policy = model.policyByArn.get(arn);
  return { key: arn, title: `Policy ${policy?.name ?? arn}`, text: policy?.document?.text ?? null };
}

function trust(model: Model, arn: string): Reference {
  const role = model.principalByArn.get(arn);
  return { key: trustKey(arn), title: `Trust policy of ${role?.name ?? arn}`, text: role?.trust ?? null };
}

/** The key of a role's trust policy. */
export function trustKey(arn: string): string {
  return `trust ${arn}`;
}

function statementOf({ statement, pointer }: Evidence): number | null {
  if (typeof statement === 'number') return statement;
  const index = typeof pointer === 'string' ? /^\/Statement(?:\/(\d+))?/u.exec(pointer) : null;
  return index === null ? null : Number(index[1] ?? 0);
}

/** All objects in a piece of evidence, itself too. */
function* recordsIn(value: unknown): Generator<Evidence> {
  if (Array.isArray(value)) for (const item of value) yield* recordsIn(item);
  if (!isRecord(value)) return;
  yield value;
  for (const item of Object.values(value)) yield* recordsIn(item);
}

function isRecord(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
