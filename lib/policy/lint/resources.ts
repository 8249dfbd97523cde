import { completeArn, parseArn } from '../arn.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { withAnyValue } from '../evaluate/variables.ts';
import { actionRanges, namedService } from '../expand.ts';
import { hasWildcard, matchesEverything } from '../match.ts';
import { canMatchSame } from './can-match-same.ts';
import { issue, named, type PolicyIssue } from './issue.ts';
import { type LintedStatement, pointerTo } from './places.ts';

/** Characters. AWS takes no longer ARN; what is longer is not compared with what services have. */
const MAX_ARN_LENGTH = 2_048;

/** Resources that are no ARN, or that do not go together with the statement's actions. */
export function* lintResources(linted: LintedStatement): Generator<PolicyIssue> {
  const { resources, notResources } = linted.statement;
  for (const [element, texts] of [
    ['Resource', resources],
    ['NotResource', notResources],
  ] as const) {
    for (const [item, text] of (texts ?? []).entries()) {
      const problem = problemOfArn(text);
      if (problem !== null)
        yield issue('resource-not-arn', pointerTo(linted, element, item), `${named(text)} ${problem}`);
    }
  }
  yield* lintMatch(linted);
}

/** Why a Resource is neither an ARN nor `*`; null when it is one of them. */
function problemOfArn(text: string): string | null {
  if (matchesEverything(text)) return null;
  if (text.length > MAX_ARN_LENGTH) return `is longer than the ${MAX_ARN_LENGTH} characters of an ARN`;
  if (!text.startsWith('arn:')) return 'is neither an ARN nor *';
  const arn = parseArn(completeArn(text));
  if (arn === null) return 'is no ARN';
  if (hasWildcard(arn.service)) return 'has a wildcard for the service, where AWS takes none';
  if (!/^(aws(-[a-z]+)*|[a-z]*[*?][a-z*?-]*|.*\$\{.*)$/.test(arn.partition))
    return `has the partition ${named(arn.partition)}, which AWS does not have`;
  if (/^\d+$/.test(arn.accountId) && arn.accountId.length !== 12)
    return `has ${arn.accountId.length} digits where 12 are the account`;
  return null;
}

/**
 * Actions and resources of which nothing goes together with the rest. A Deny that denies nothing is graver than an Allow that
 * allows nothing.
 */
function* lintMatch(linted: LintedStatement): Generator<PolicyIssue> {
  const { effect, resources, actions, principals, notPrincipals } = linted.statement;
  // Resource-based policies speak of the resource that they are attached to, in whatever words.
  if (resources === null || actions === null || principals !== null || notPrincipals !== null) return;
  if (resources.some((resource) => isWide(resource) || problemOfArn(resource) !== null)) return;
  // What speaks of every action is meant for whatever the resources are.
  if (actions.some((action) => namedService(action) === null)) return;

  const severity = effect === 'Deny' ? 'medium' : 'low';
  const patterns = resources.map((resource) => withAnyValue(completeArn(resource)));
  const acts = actsOn();
  const numbers = actions.map(numbersOf);
  let idle = 0;
  for (const [item, action] of actions.entries()) {
    const ofAction = numbers[item] ?? [];
    if (ofAction.length === 0 || ofAction.some((number) => patterns.some((pattern) => acts(number, pattern)))) continue;
    idle++;
    const takesNone = ofAction.every((number) => !catalogue.supportsResources(number));
    const message = takesNone ? 'needs the resource *' : "acts on none of the statement's resources";
    yield issue('resource-mismatch', pointerTo(linted, 'Action', item), `${named(action)} ${message}`, severity);
  }
  // Where no action acts on anything, to say so once is enough; one that the catalogue does not know can act on anything.
  if (idle === actions.length || numbers.some((ofAction) => ofAction.length === 0)) return;
  for (const [item, pattern] of patterns.entries()) {
    if (numbers.some((ofAction) => ofAction.some((number) => acts(number, pattern)))) continue;
    const message = `no action of the statement acts on ${named(resources[item] ?? '')}`;
    yield issue('resource-mismatch', pointerTo(linted, 'Resource', item), message, severity);
  }
}

/** `*`, or everything of a service: some services ask for such an ARN where their documentation has none, as s3:ListAllMyBuckets. */
function isWide(resource: string): boolean {
  const arn = parseArn(completeArn(resource));
  return matchesEverything(resource) || (arn !== null && /^[*?]/.test(arn.resource));
}

function numbersOf(pattern: string): readonly number[] {
  return actionRanges(pattern).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
}

/** Whether an action takes some resource that a pattern names. The actions of a service share a few formats of ARNs. */
function actsOn(): (actionNumber: number, pattern: string) => boolean {
  const known = new Map<string, boolean>();
  const fits = (format: string, pattern: string) => {
    const key = `${format} ${pattern}`;
    const found = known.get(key) ?? canBeOf(format, pattern);
    known.set(key, found);
    return found;
  };
  return (actionNumber, pattern) =>
    catalogue.resourceTypes(actionNumber).some(({ arnFormats }) => arnFormats.some((format) => fits(format, pattern)));
}

/** Whether a pattern names ARNs of a format. Part by part: what a format leaves open is within one part. */
function canBeOf(format: string, pattern: string): boolean {
  const expected = parseArn(withAnyValue(format));
  const actual = parseArn(pattern);
  if (expected === null || actual === null) return false;
  // A bucket's name has no slash: what has one names objects, on which an action on buckets does nothing.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as the catalogue writes it
  if (format.endsWith(':${BucketName}') && actual.resource.includes('/')) return false;
  return (['service', 'partition', 'region', 'accountId', 'resource'] as const).every((part) =>
    canMatchSame(expected[part], actual[part]),
  );
}
