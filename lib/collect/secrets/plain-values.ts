import { looksLikeSecretName } from '../../secret-names.ts';
import { looksRandom } from './randomness.ts';

/** Switches, and what stands for nothing. */
const WORD = /^(?:true|false|yes|no|on|off|enabled?|disabled?|none|null|undefined|n\/?a)$/i;

/** Where a secret is, instead of the secret: an ARN, or what libraries and CloudFormation read one by. */
const REFERENCE = /^(?:arn:|ssm:|ssm-secure:|secretsmanager:|aws-?secretsmanager:|vault:|secret:\/\/|\{\{)/i;

/** What is filled in later: `${DB_PASSWORD}`, `<password>`, `****`. */
const PLACEHOLDER = /^(?:\$\{[^}]*\}|<[^>]*>|\*+)$/;

const PATH = /^(?:~|\.{1,2})?\/?[\w.@-]+(?:\/[\w.@-]+)+\/?$|^\/[\w.@-]+$/;

const LINK = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Whether a value is none that anybody keeps secret, whatever its name says: a number, a switch, a reference, a path, a URL. */
export function isPlain(value: string): boolean {
  const text = value.trim();
  if (text === '' || !Number.isNaN(Number(text))) return true;
  if (WORD.test(text) || REFERENCE.test(text) || PLACEHOLDER.test(text)) return true;
  if (LINK.test(text)) return isPlainLink(text);
  return PATH.test(text) && !text.split('/').some(looksRandom);
}

/** Whether a URL holds no credentials, neither before its host nor among its parameters. */
function isPlainLink(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.password !== '') return false;
  return !url.searchParams.entries().some(([name, value]) => looksLikeSecretName(name) && value !== '');
}
