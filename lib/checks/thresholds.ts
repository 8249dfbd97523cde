import type { Configuration } from '../config/configuration.ts';
import type { Threshold } from '../config/thresholds.ts';
import { matchesPattern } from '../policy/match.ts';
import type { CheckContext } from './check.ts';
import { oncePer } from './once.ts';

/** After how many days something is unused, and until when it is young. */
export interface Limits extends Pick<Configuration, 'unusedAfterDays' | 'credentialUnusedAfterDays' | 'graceDays'> {
  /** Why they are not those of everybody, in the operator's words; null where they are, or where nothing was said. */
  readonly reason: string | null;
}

type Settings = Pick<Configuration, 'thresholds' | 'unusedAfterDays' | 'credentialUnusedAfterDays' | 'graceDays'>;

/** A user or role as thresholds know it; whatever else has an ARN has no tags. */
export interface Subject {
  readonly arn: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The limits of one subject: of the first threshold that it fits, and for what that leaves out those of everybody. */
export function limitsFor(settings: Settings, subject: Subject): Limits {
  const own = settings.thresholds.find((each) => fits(each, subject));
  return {
    unusedAfterDays: own?.unusedAfterDays ?? settings.unusedAfterDays,
    credentialUnusedAfterDays: own?.credentialUnusedAfterDays ?? settings.credentialUnusedAfterDays,
    graceDays: own?.graceDays ?? settings.graceDays,
    reason: own?.reason ?? null,
  };
}

/** The limits of whatever has an ARN: the same object for everybody without limits of their own. */
export const limitsOf: (context: CheckContext) => (arn: string) => Limits = oncePer((context: CheckContext) => {
  const { account, configuration } = context;
  const everybody = limitsFor({ ...configuration, thresholds: [] }, { arn: '' });
  if (configuration.thresholds.length === 0) return () => everybody;
  const { users, roles } = account.snapshot;
  const tags = new Map([...users, ...roles].map((entity) => [entity.arn, entity.tags] as const));
  const known = new Map<string, Limits>();
  return (arn: string) => {
    const limits = known.get(arn) ?? limitsFor(configuration, { arn, tags: tags.get(arn) ?? {} });
    known.set(arn, limits);
    return limits;
  };
});

/** What the evidence of a finding says of the limits that it was found by, where they are not those of everybody. */
export function ownLimits(context: CheckContext, arn: string): { readonly limits?: Limits } {
  const limits = limitsOf(context)(arn);
  const isOwn = dayLimits.some((name) => limits[name] !== context.configuration[name]);
  return isOwn ? { limits } : {};
}

const dayLimits = ['unusedAfterDays', 'credentialUnusedAfterDays', 'graceDays'] as const;

function fits({ match }: Threshold, { arn, tags = {} }: Subject): boolean {
  const { tag, path, arn: pattern } = match;
  const isPattern = (wanted: string | undefined, text: string) =>
    wanted === undefined || matchesPattern(wanted, text, { caseSensitive: true });
  const isTagged =
    tag === undefined || (Object.hasOwn(tags, tag.key) && (tag.value === undefined || tags[tag.key] === tag.value));
  return isTagged && isPattern(path, pathIn(arn)) && isPattern(pattern, arn);
}

/** `/service-role/` of `arn:aws:iam::111122223333:role/service-role/worker`. */
function pathIn(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
