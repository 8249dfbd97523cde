/** Characters in a row that are looked at: what CloudFormation adds to names has up to thirteen, and a UUID twelve. */
const MIN_RUN = 20;

/** Values that are longer are data. */
const MAX_LENGTH = 256;

/** Of neighbours, how many are of another class (capital, small letter, digit): 6 in 10 in random text, 2 or 3 in words. */
const MIN_CHANGES = 0.4;

/** Bits a character, by how often each occurs (C. Shannon, 1948). */
const MIN_ENTROPY = 3.5;
const MIN_HEX_ENTROPY = 3;

/**
 * Words in a name by which a random value is something else than a secret: an id, the digest of something, a version, a name that AWS
 * made up.
 */
const NOT_SECRET: ReadonlySet<string> = new Set(
  (
    'arn branch bucket build certificate cert checksum client cluster commit digest distribution dn dns domain endpoint etag event ' +
    'fingerprint function group hash host id ids image instance key lambda layer md5 name pool public queue region release revision ' +
    'role sha sha1 sha256 stack stream table tag topic uri url uuid version'
  ).split(' '),
);

/** Whether a value is a long token of random characters, as machines make secrets, and its name does not say what else it is. */
export function isUnexplainedToken(name: string, value: string): boolean {
  if (!looksRandom(value)) return false;
  const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/);
  return !words.some((word) => NOT_SECRET.has(word.toLowerCase()));
}

/** Whether a text is one long run of random letters and digits, or has such a run between its separators. */
export function looksRandom(text: string): boolean {
  if (text.length < MIN_RUN || text.length > MAX_LENGTH || !/^[\w+/=.~-]+$/.test(text)) return false;
  if (/^[0-9a-f]{32,}$/i.test(text)) return entropyOf(text) >= MIN_HEX_ENTROPY;
  return text.split(/[^A-Za-z0-9+/]/).some(isRandomRun);
}

function isRandomRun(run: string): boolean {
  const classes = Array.from(run, classOf);
  if (run.length < MIN_RUN || new Set(classes).size < 3) return false;
  const changes = classes.filter((each, index) => index > 0 && each !== classes[index - 1]).length;
  return changes / (run.length - 1) >= MIN_CHANGES && entropyOf(run) >= MIN_ENTROPY;
}

function classOf(character: string): 'capital' | 'small' | 'digit' {
  if (character >= 'a' && character <= 'z') return 'small';
  return character >= 'A' && character <= 'Z' ? 'capital' : 'digit';
}

function entropyOf(text: string): number {
  const counts = [...Map.groupBy(text, (character) => character).values()].map(({ length }) => length / text.length);
  return -counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
