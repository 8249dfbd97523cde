import { canonicalJson } from '../../findings/canonical-json.ts';
import type { Evidence } from '../../findings/finding.ts';

/** By field of the evidence: how many values are not there. */
type Truncated = Readonly<Record<string, number>>;

/**
 * A finding that fits: itself if it does, else with its longest lists of evidence cut short and
 * `evidence.truncated: { field: howManyMore }`. The same finding is always cut in the same way.
 * Should all lists together not be enough, other fields are left out, longest first, and counted as one value each.
 */
export function fitFinding<Fitted extends { readonly evidence: Evidence }>(
  finding: Fitted,
  fits: (finding: Fitted) => boolean,
): Fitted {
  let fitted = finding;
  while (!fits(fitted)) {
    const shorter = shorten(fitted.evidence);
    if (shorter === null) return fitted;
    fitted = { ...fitted, evidence: shorter };
  }
  return fitted;
}

/** Evidence with a quarter of its longest list gone, or without its longest field; null when nothing is left to cut. */
function shorten(evidence: Evidence): Evidence | null {
  const fields = Object.entries(evidence).filter(([field]) => field !== 'truncated');
  const longestList = longest(fields.filter(([, value]) => Array.isArray(value) && value.length > 0));
  const field = longestList ?? longest(fields.filter(([, value]) => !Array.isArray(value)));
  if (field === undefined) return null;

  const value = evidence[field];
  if (!Array.isArray(value)) {
    const { [field]: _, ...others } = evidence;
    return { ...others, truncated: addTo(evidence, field, 1) };
  }
  const kept = Math.floor(value.length * 0.75);
  return { ...evidence, [field]: value.slice(0, kept), truncated: addTo(evidence, field, value.length - kept) };
}

function longest(fields: readonly (readonly [string, unknown])[]): string | undefined {
  const bySize = fields.map(([field, value]) => ({ field, size: canonicalJson(value).length }));
  return bySize.sort((left, right) => right.size - left.size || (left.field < right.field ? -1 : 1))[0]?.field;
}

function addTo({ truncated }: Evidence, field: string, count: number): Truncated {
  const before = isTruncated(truncated) ? truncated : {};
  return { ...before, [field]: (before[field] ?? 0) + count };
}

function isTruncated(value: unknown): value is Truncated {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((count) => typeof count === 'number')
  );
}
