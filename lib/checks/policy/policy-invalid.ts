import type { Resource } from '../../findings/finding.ts';
import { policyOf } from '../../policy/document.ts';
import { lintPolicy, type PolicyKind } from '../../policy/lint/lint-policy.ts';
import { policyCharacters } from '../../policy/lint/size.ts';
import type { InlinePolicy, StoredDocument } from '../../snapshot/snapshot.ts';
import { documentInForce, isIdentityCenter, isOwn, isServiceLinked } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { countOf, recordsOf, textOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { groupResource, permissionSetResource, policyResource, roleResource, userResource } from '../resources.ts';
import { trustFix } from '../trust/trust-fix.ts';
import { pass, unknown } from '../verdicts.ts';
import { narrowPolicy } from './policy-fix.ts';
import { policyIn } from './policy-words.ts';

export const policyInvalid: Check = {
  id: 'policy-invalid',
  family: 'policy',
  title: 'Policy with mistakes in it',
  flags:
    'A customer managed policy, an inline policy or a trust policy that the grammar does not allow, or that does not say what it seems to: ' +
    'actions, services, condition keys or operators that AWS does not have, resources that do not go with the actions, variables in the ' +
    '2008 version, a duplicate Sid, a statement that a Deny always overrides, or 90 percent of the size that AWS takes. As grave as the ' +
    'gravest mistake: high where a statement does nothing as it stands. A document that is no JSON is unknown.',
  severity: 'medium',
  rationale:
    'AWS stores such a policy without a word. Then an Allow allows nothing, or a Deny does not deny what everybody thinks it does.',
  remediation: 'Correct what `issues` in the evidence points to.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const written of writtenPolicies(context)) yield judge(written);
  },

  describe({ resource, evidence }) {
    const count = countOf(evidence, 'issues');
    const [gravest] = recordsOf(evidence, 'issues');
    const name = isTrust(evidence) ? `Trust policy of role ${resource.name}` : policyIn({ resource, evidence });
    const mistakes = count === 1 ? 'a mistake' : `${count} mistakes, the gravest`;
    const pointer = textOf(gravest ?? {}, 'pointer')?.slice(0, POINTER_LENGTH);
    const place = pointer ? ` at ${pointer}` : '';
    return `${name} has ${mistakes}${place}: ${textOf(gravest ?? {}, 'message')}.`;
  },

  remediate(facts) {
    return isTrust(facts.evidence)
      ? trustFix(facts, policyInvalid.remediation)
      : narrowPolicy(facts, policyInvalid.remediation);
  },
};

/** Characters of a JSON Pointer, with names out of the policy in it, that a sentence repeats. */
const POINTER_LENGTH = 100;

/** A policy that somebody of the account wrote. */
interface WrittenPolicy {
  readonly resource: Resource;
  readonly kind: PolicyKind;
  readonly document: StoredDocument | null;
  /** Where it is, for the evidence. */
  readonly place: {
    readonly inlinePolicy?: { readonly entityArn: string; readonly name: string };
    readonly defaultVersionId?: string;
  };
  readonly charactersBeside?: number;
}

function* writtenPolicies(context: CheckContext): Iterable<WrittenPolicy> {
  const { policies, users, groups } = context.account.snapshot;
  for (const policy of policies) {
    if (policy.managedBy !== 'customer') continue;
    const { defaultVersionId } = policy;
    const resource = policyResource(context, policy);
    yield { resource, kind: 'managed', document: documentInForce(policy), place: { defaultVersionId } };
  }
  for (const user of users) yield* inline(userResource(context, user), 'inline-user', user.inlinePolicies);
  for (const group of groups) yield* inline(groupResource(context, group), 'inline-group', group.inlinePolicies);
  for (const principal of context.account.principals) {
    if (principal.kind !== 'role' || isServiceLinked(principal)) continue;
    const { entity } = principal;
    const resource = isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : roleResource(context, entity);
    yield* inline(resource, 'inline-role', entity.inlinePolicies);
    if (isOwn(principal)) yield { resource, kind: 'trust', document: entity.trustPolicy, place: {} };
  }
}

function* inline(resource: Resource, kind: PolicyKind, policies: readonly InlinePolicy[]): Iterable<WrittenPolicy> {
  const sizes = policies.map(({ document }) => ('json' in document ? policyCharacters(document.json) : 0));
  const together = sizes.reduce((sum, size) => sum + size, 0);
  for (const [at, { policyName, document }] of policies.entries()) {
    const inlinePolicy = { entityArn: resource.arn, name: policyName };
    yield { resource, kind, document, place: { inlinePolicy }, charactersBeside: together - (sizes[at] ?? 0) };
  }
}

function judge({ resource, kind, document, place, charactersBeside = 0 }: WrittenPolicy): Verdict {
  const name = place.inlinePolicy?.name;
  const discriminator = name === undefined ? kind : `${kind} ${name}`;
  const unread = unreadReason(document);
  if (document === null || 'unreadable' in document)
    return unread === null ? pass : unknown(unread, resource.arn, name ?? kind, discriminator);
  const issues =
    kind === 'trust'
      ? issuesOfTrust(document)
      : lintPolicy(document.json, { kind, charactersBeside }, policyOf(document));
  const [gravest] = issues;
  if (gravest === undefined) return pass;
  return {
    verdict: 'finding',
    resource,
    severity: gravest.severity,
    discriminator,
    evidence: {
      ...place,
      kind,
      issues: issues.map(({ code, pointer, message }) => ({ code, pointer, message })),
    },
  };
}

type ReadDocument = Exclude<StoredDocument, { unreadable: string }>;

/** Kept, because hundreds of roles share a trust policy. */
const issuesOfTrust = oncePer((document: ReadDocument) =>
  lintPolicy(document.json, { kind: 'trust' }, policyOf(document)),
);

function isTrust(evidence: Parameters<typeof textOf>[0]): boolean {
  return textOf(evidence, 'kind') === 'trust';
}
