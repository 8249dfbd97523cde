import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { kindOf } from './kinds.ts';

/** A value, with the name that some forms are known by: a secret access key is forty characters like any others. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** Lets text in a value switch rules off. */
const SWITCH = '@secretlint/secretlint-rule-filter-comments';

/** By default ids of access keys are passed over: of interest here, because whoever writes one down writes the key beside it. */
const AWS_RULE = '@secretlint/secretlint-rule-aws';

const config = {
  rules: rules
    .filter(({ meta }) => meta.id !== SWITCH)
    .map((rule) => ({
      id: rule.meta.id,
      rule,
      options: rule.meta.id === AWS_RULE ? { enableIDScanRule: true } : {},
    })),
};

/** No form that is looked for runs across it. */
const SEPARATOR = '\n\0\n';

/** Forms that Secretlint has no rule for, or knows only with their line ends and whole: a variable has them as `\n`, or without. */
const ownForms: readonly (readonly [form: RegExp, kind: string])[] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY/, 'private key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/, 'JSON web token'],
  [/[?;&\s](?:password|pwd|accountkey|sharedaccesskey)=[^;&\s]{4,}/i, 'connection string with a password'],
];

/** What stands where a secret is filled in later: `${PASSWORD}`, `{{resolve:..}}`, `<password>`, `****`. */
const PLACEHOLDER = /\$\{|\{\{|<[\w -]+>|\*{3}/;

/**
 * What each value looks like, null: no credential that is known by its form. All of them are looked at together, which costs a
 * thirtieth of looking at each by itself.
 */
export async function knownForms(values: readonly NamedValue[]): Promise<readonly (string | null)[]> {
  const texts = values.map(({ name, value }) => `${name}=${value}`);
  const content = texts.join(SEPARATOR);
  const { messages } = await lintSource({
    source: { content, filePath: 'environment', ext: '', contentType: 'text' },
    options: { config, noPhysicFilePath: true },
  });
  const found = messages
    .filter(({ range: [start, end] }) => !PLACEHOLDER.test(content.slice(start, end)))
    .map(({ range: [at], ruleId, messageId }) => ({ at, kind: kindOf(ruleId, messageId) }))
    .sort((left, right) => left.at - right.at);
  let next = 0;
  let end = -SEPARATOR.length;
  return texts.map((text, index) => {
    end += SEPARATOR.length + text.length;
    const kinds: (string | null)[] = [];
    for (; (found[next]?.at ?? Number.POSITIVE_INFINITY) < end; next += 1) kinds.push(found[next]?.kind ?? null);
    return kinds.find((kind) => kind !== null) ?? ownFormOf(values[index]?.value ?? '');
  });
}

function ownFormOf(value: string): string | null {
  const [, kind = null] =
    ownForms.find(([form]) => {
      const [match] = form.exec(value) ?? [];
      return match !== undefined && !PLACEHOLDER.test(match);
    }) ?? [];
  return kind;
}
