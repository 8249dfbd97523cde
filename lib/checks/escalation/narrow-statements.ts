import type { Evidence, Remediation } from '../../findings/finding.ts';
import { type Command, iam, remediation } from '../commands.ts';
import { entityOf, isChangeable } from '../detach.ts';
import { numberOf, recordOf, recordsOf, textOf } from '../evidence.ts';
import { isAwsManaged } from '../policy/policy-fix.ts';

/** Statements for which commands are given; the text names the others too. */
const WITH_COMMANDS = 3;

/** A statement to narrow, and how many of the ways that it is about need it. */
export interface Narrowing {
  readonly statement: Evidence;
  readonly ways: number;
}

/**
 * The fewest statements, as far as taking the most needed one first finds them, without which none of the ways is left.
 *
 * @param ways statements that each needs, as the evidence has them
 */
export function fewestStatements(ways: readonly (readonly Evidence[])[]): readonly Narrowing[] {
  const chosen: Narrowing[] = [];
  let left = ways.filter((statements) => statements.length > 0);
  while (left.length > 0) {
    const counts = new Map<string, Narrowing>();
    for (const statements of left) {
      for (const [key, statement] of new Map(statements.map((each) => [keyOf(each), each]))) {
        counts.set(key, { statement, ways: (counts.get(key)?.ways ?? 0) + 1 });
      }
    }
    const [most] = [...counts].toSorted(([, a], [, b]) => b.ways - a.ways);
    if (most === undefined) break;
    const [key, narrowing] = most;
    chosen.push(narrowing);
    left = left.filter((statements) => !statements.some((each) => keyOf(each) === key));
  }
  return chosen;
}

/** The statements of a path's hops: of policies and of trust policies. */
export function statementsOfPath(path: Evidence): readonly Evidence[] {
  return recordsOf(path, 'hops').flatMap(statementsOfHop);
}

export function statementsOfHop(hop: Evidence): readonly Evidence[] {
  return [...recordsOf(hop, 'grants'), ...recordsOf(hop, 'trusts')];
}

/**
 * Statements to narrow, each with the lines that show the policy and write the new one, which is the operator's to decide.
 *
 * @param text what to do with them, before they are named
 * @param total how many ways there are, to say how many of them need each statement; left out, it is not said
 */
export function narrowStatements(text: string, narrowings: readonly Narrowing[], total?: number): Remediation {
  const named = narrowings.map(({ statement, ways }) => {
    const share = total === undefined ? '' : ` (${ways} of ${total})`;
    return `${placeIn(statement)}${share}`;
  });
  const fixes = narrowings
    .slice(0, WITH_COMMANDS)
    .map(({ statement }, at) => fixOf(statement, `policy-${at + 1}.json`));
  const notes = [...new Set(fixes.map(({ note }) => note))];
  return remediation(
    `${text} ${named.join('; ')}. ${notes.join(' ')}`.trimEnd(),
    fixes.flatMap(({ commands }) => commands),
  );
}

/** `statement 1 (PassRoles) of arn:aws:iam::111122223333:policy/deploy`. */
export function placeIn(statement: Evidence): string {
  const sid = textOf(statement, 'sid');
  const named = sid === null || sid === '' ? '' : ` (${sid})`;
  return `statement ${numberOf(statement, 'statement') ?? '?'}${named} of ${policyIn(statement)}`;
}

function policyIn(statement: Evidence): string {
  const inline = recordOf(statement, 'inlinePolicy');
  const trust = textOf(statement, 'trustPolicyOf');
  if (inline !== null) return `inline policy ${textOf(inline, 'name')} of ${textOf(inline, 'entityArn')}`;
  return trust === null ? (textOf(statement, 'policyArn') ?? 'a policy') : `the trust policy of ${trust}`;
}

interface Fix {
  readonly note: string;
  readonly commands: readonly Command[];
}

const PRINT_AND_WRITE =
  'The first line of each pair prints the policy: keep it, because the second line with it is the way back. Write the narrower one into the file.';

function fixOf(statement: Evidence, file: string): Fix {
  const inline = recordOf(statement, 'inlinePolicy');
  const trust = textOf(statement, 'trustPolicyOf');
  if (inline !== null) return inlineFix(textOf(inline, 'entityArn') ?? '', textOf(inline, 'name') ?? '', file);
  if (trust !== null) return trustFix(trust, file);
  const policyArn = textOf(statement, 'policyArn') ?? '';
  const policy = { 'policy-arn': policyArn };
  if (isAwsManaged(policyArn)) {
    return {
      note: "AWS's own policies cannot be changed: attach a narrower one in their place, then detach them; attaching them again is the way back.",
      commands: [iam('list-entities-for-policy', policy)],
    };
  }
  return {
    note:
      'The first line for a managed policy names the version in force: `aws iam set-default-policy-version` with it is the way back. ' +
      'Write the narrower one into the file.',
    commands: [
      iam('get-policy', policy),
      { ...iam('create-policy-version', policy), files: { 'policy-document': file }, flags: ['set-as-default'] },
    ],
  };
}

function inlineFix(entityArn: string, name: string, file: string): Fix {
  const entity = entityOf(entityArn);
  if (entity === null || !isChangeable(entityArn)) return PERMISSION_SET;
  const options = { [`${entity.kind}-name`]: entity.name, 'policy-name': name };
  return {
    note: PRINT_AND_WRITE,
    commands: [
      iam(`get-${entity.kind}-policy`, options),
      { ...iam(`put-${entity.kind}-policy`, options), files: { 'policy-document': file } },
    ],
  };
}

function trustFix(roleArn: string, file: string): Fix {
  const role = entityOf(roleArn);
  if (role === null || !isChangeable(roleArn)) return PERMISSION_SET;
  const options = { 'role-name': role.name };
  return {
    note: PRINT_AND_WRITE,
    commands: [
      iam('get-role', { ...options, query: 'Role.AssumeRolePolicyDocument', output: 'json' }),
      { ...iam('update-assume-role-policy', options), files: { 'policy-document': file } },
    ],
  };
}

const PERMISSION_SET: Fix = {
  note: 'Identity Center keeps the policies of its roles: change the permission set there; IAM refuses to.',
  commands: [],
};

/** The key of a statement, for telling whether two are the same. */
function keyOf(statement: Evidence): string {
  return `${policyIn(statement)}\n${numberOf(statement, 'statement')}`;
}
