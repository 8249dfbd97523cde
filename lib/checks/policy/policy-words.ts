import type { Evidence } from '../../findings/finding.ts';
import type { Facts } from '../check.ts';
import { countOf, numberOf, recordOf, recordsOf, someOf, textOf, textsOf } from '../evidence.ts';

/** `Policy deploy`, or `Inline policy deploy of role ci`. */
export function policyIn({ resource, evidence }: Facts): string {
  const inline = recordOf(evidence, 'inlinePolicy');
  if (inline === null) return `Policy ${resource.name}`;
  return `Inline policy ${textOf(inline, 'name')} of ${kindOf(resource.type)} ${resource.name}`;
}

function kindOf(type: string): string {
  return kinds.get(type) ?? 'role';
}

const kinds = new Map([
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
  ['AWS::SSO::PermissionSet', 'permission set'],
]);

/** For whom a policy takes effect, as sentences after others. */
export function effectIn(evidence: Evidence): string {
  const [effective, stopped, open] = [
    named(evidence, 'effective'),
    named(evidence, 'stopped'),
    named(evidence, 'unknown'),
  ];
  if (effective === null && stopped === null && open === null) return ' Nobody holds it.';
  return [
    effective === null ? '' : ` It takes effect for ${effective}.`,
    stopped === null ? '' : ` It is kept from ${stopped} by ${stoppersIn(evidence)}.`,
    open === null ? '' : ` Whether it takes effect for ${open} is unknown: not all of their policies could be read.`,
  ].join('');
}

function named(evidence: Evidence, which: string): string | null {
  const count = numberOf(evidence, `${which}Count`) ?? countOf(evidence, `${which}For`);
  return count === 0 ? null : someOf(textsOf(evidence, `${which}For`), count, 3);
}

function stoppersIn(evidence: Evidence): string {
  const names = recordsOf(evidence, 'stoppedBy').map((stop) => {
    const inline = recordOf(stop, 'inlinePolicy');
    const policy = textOf(stop, 'policyArn') ?? (inline === null ? null : textOf(inline, 'name')) ?? 'another policy';
    return textOf(stop, 'layer') === 'boundary' ? `the boundary ${policy}` : policy;
  });
  const distinct = [...new Set(names)];
  return distinct.length === 0 ? 'its own conditions' : someOf(distinct);
}

/** The keys of the request that something depends on, as a sentence after others. */
export function underKeys(keys: readonly string[]): string {
  return keys.length === 0 ? '' : ` It depends on ${someOf(keys)}.`;
}
