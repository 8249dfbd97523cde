/*
 * Whether the name of a setting, such as an environment variable or a parameter, says that its value is a secret.
 */

/** Words whose end says it, whatever is written together with them: `dbpassword`, `authtoken`. */
const SECRET_ENDING = /(?:passwords?|passwd|passphrase|secrets?|token|credentials?|apikey|privatekey|secretkey)$/;

/** Words that say it when they stand alone. */
const SECRET_WORDS: ReadonlySet<string> = new Set(['pwd', 'creds', 'accesskey', 'signingkey', 'encryptionkey']);

/** What a key is called that is kept secret. Any other may be that of a table, an object, a cache or a map. */
const SECRET_KEYS: ReadonlySet<string> = new Set(
  'access api auth deploy encryption hmac master private secret shared signing ssh'.split(' '),
);

/** Words after one of a secret by which the value is something about it: where it is, how long, how often, whether at all. */
const ABOUT_IT: ReadonlySet<string> = new Set(
  (
    'age alg algorithm alias arn arns audience bucket cache chars class column complexity count date days disabled duration email ' +
    'enabled endpoint env expiration expires expiry extension field file filename folder format header hint host hours id ids interval ' +
    'issuer kid label length level lifetime limit location lookup manager max min minutes ms name names namespace parameter path ' +
    'pattern period policy port prefix provider public ref reference regex region required reset retention rotation rule rules ' +
    'schedule scope seconds service size source status store suffix table timeout topic ttl type uri url user username validity ' +
    'version window'
  ).split(' '),
);

/** Words right before one of a secret by which it is none, or a number or a switch. */
const NOT_ITSELF: ReadonlySet<string> = new Set(
  'allow change count disable enable forgot has is max min no num public publishable require required reset rotate skip total use without'.split(
    ' ',
  ),
);

/**
 * Judged by the words of the name, split where separators and capitals part them: `MONKEY` is no key, and `/shop/prod/db/password`
 * is a password. A name of something about a secret is none: `password-policy`, `DB_SECRET_ARN`, `tokenTtl`, `MAX_TOKENS`.
 */
export function looksLikeSecretName(name: string): boolean {
  const words = wordsOf(name);
  // The shell's own variable, in which the working directory is.
  if (words.length === 1 && words[0] === 'pwd') return false;
  const lastAboutIt = words.findLastIndex((word) => ABOUT_IT.has(word));
  return words.some((_, index) => index > lastAboutIt && isSecretAt(words, index));
}

/** Whether the words of a secret end at this one. */
function isSecretAt(words: readonly string[], index: number): boolean {
  const [word = '', before = ''] = [words[index], words[index - 1]];
  if (word === 'key' || word === 'keys') return SECRET_KEYS.has(before) && !NOT_ITSELF.has(words[index - 2] ?? '');
  // Among other words `pass` is a ticket or a permission.
  const isSecret =
    SECRET_ENDING.test(word) || SECRET_WORDS.has(word) || (word === 'pass' && index === words.length - 1);
  return isSecret && !NOT_ITSELF.has(before);
}

/** Lower-case words; digits part them, too: `OAuth2Token` is `o auth token`. */
function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}
