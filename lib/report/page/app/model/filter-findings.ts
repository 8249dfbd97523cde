import type { Finding } from '../../../../findings/finding.ts';
import { listParam, type Params } from '../route.ts';
import { wordsOf } from './haystack.ts';
import { heldPolicies } from './held-policies.ts';
import type { Model } from './model.ts';

/** The filters of findings, as the address names them. Values of one filter widen it, filters narrow each other. */
export const findingFilters = ['severity', 'status', 'family', 'check', 'type', 'principal', 'resource', 'q'] as const;

/** The findings that fit the address, in the order of the report: gravest first. */
export function filterFindings(model: Model, params: Params): readonly Finding[] {
  const tests = testsOf(model, params);
  return model.findings.filter((finding, index) => tests.every((test) => test(finding, index)));
}

type Test = (finding: Finding, index: number) => boolean;

function testsOf(model: Model, params: Params): readonly Test[] {
  const facets = (Object.keys(facetOf) as Facet[]).flatMap((facet) => {
    const wanted = listParam(params, facet);
    return wanted.length === 0 ? [] : [(finding: Finding) => wanted.includes(facetOf[facet](finding, model))];
  });
  const words = wordsOf(params.q ?? '');
  const search = (_: Finding, index: number) => words.every((word) => model.haystacks[index]?.includes(word));
  const principal = params.principal;
  return [
    ...facets,
    ...(principal === undefined ? [] : [aboutPrincipal(model, principal)]),
    ...(words.length === 0 ? [] : [search]),
  ];
}

/** What a facet sorts findings by. */
export const facetOf = {
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  family: ({ checkId }, { checkById }) => checkById.get(checkId)?.family ?? '',
  check: ({ checkId }) => checkId,
  type: ({ resource }) => resource.type,
  resource: ({ resource }) => resource.arn,
} as const satisfies Record<string, (finding: Finding, model: Model) => string>;

type Facet = keyof typeof facetOf;

/** Findings on a principal itself, and on the managed policies that it holds. */
function aboutPrincipal(model: Model, arn: string): Test {
  const principal = model.principalByArn.get(arn);
  const policies: ReadonlySet<string> = principal === undefined ? new Set() : heldPolicies(model, principal);
  return ({ resource }) => resource.arn === arn || policies.has(resource.arn);
}

/** How many findings there are of each value of a facet, in the order in which they are first met. */
export function countBy(model: Model, facet: Facet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of model.findings) {
    const value = facetOf[facet](finding, model);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
