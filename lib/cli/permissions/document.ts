import { readFileSync } from 'node:fs';
import { type ReadPermission, readPermissions } from './reads.ts';
import { type GrantedStatement, statementsOfRole } from './stack-roles.ts';

const introduction = `# Permissions, and what each is for

<!-- Made from serverless.yml, lib/doctor and lib/checks by \`node lib/cli/permissions/document.ts > docs/permissions.md\`.
A test fails when it is out of date. -->

An audit reads. It has no permission to change what it judges, and none to read what people keep in the account: no objects, secrets,
mails or rows. \`account-auditor doctor\` tries each of these permissions and names those that are missing. Without one the audit goes
on; what it cannot see is \`unknown\`, with the reason, and the audit says that it is incomplete.

AWS's own \`SecurityAudit\` policy has most of these reads and many more; the lists below are what is called, and nothing else.
`;

/** Why the function has each statement of its role, by Sid. */
const purposes: Readonly<Record<string, string>> = {
  ReadTheAccount: 'reads the account: the table above',
  ReadAndWriteFindings: 'keeps findings, summary and lease of this account, and removes what is superseded',
  ReadTheConfiguration: "reads the operator's settings; it cannot write them",
  ReadTheExceptions: 'reads which findings are accepted; it cannot write them',
  WriteTheArchive: 'keeps the snapshot and the page of each night; it cannot read or delete one',
  TakeOverWhatEarlierNightsAsked:
    'keeps last-accessed reports, and what was asked of single functions, buckets and keys, so that the next night asks less',
  GoOnWithWhatAnEarlierInvocationRead:
    'keeps what was read when 15 minutes were not enough, and removes it when it is done',
  TellWhatIsMissingFromWhatIsDenied: 'tells an object that is not there from one that it may not read',
  UseTheKeyThroughParameterStoreAndS3: 'encrypts and decrypts the above, through these two services only',
  SendFindingsToSecurityHub: 'used with `securityHub` in the configuration',
  TellTheDefaultEventBus: 'used with `events` in the configuration',
  WriteItsLog: 'writes its own log',
  ReadTheFindings: 'reads the findings that it tells of',
  ReadWhoIsTold: 'reads which chats are told, and their URLs',
  RememberWhatWasTold: 'notes what was told, so that nothing is told twice',
  UseTheKeyThroughParameterStore: 'decrypts findings and URLs, and encrypts its notes',
  SignLinksToPages: 'used with `notifications.link` `presigned`: whoever has such a link reads with it',
  DecryptThePagesOfSuchLinks: 'the pages are encrypted',
  TellPeople: 'publishes to the one topic that people subscribe to',
  EncryptWhatTheyAreTold: 'the topic is encrypted',
};

const roles: readonly (readonly [role: string, title: string])[] = [
  ['AuditRole', 'The audit function'],
  ['NotifyRole', 'The function that puts alarms into words'],
  ['DigestRole', 'The function that sums up the week'],
];

/** The page of permissions, from the text of serverless.yml. */
export function documentPermissions(yaml: string): string {
  const reads = readPermissions();
  return [
    introduction,
    '## Reading an account',
    '',
    '| permission | what the audit learns | source that is missing without it |',
    '|---|---|---|',
    ...reads.map(readRow),
    '',
    '[The checks](checks.md) say which of these sources each of them needs. For the command line, as a policy:',
    '',
    '```json',
    JSON.stringify(policyOf(reads), null, 2),
    '```',
    '',
    '`sts:GetCallerIdentity`, by which it learns whose credentials these are, needs no permission. What is needed with a setting alone is in',
    "the policy too; leave it out where the setting is off. `--publish` also needs what the function's role has for Parameter Store, and",
    '`cloudwatch:PutMetricData`; the function itself writes metrics to its log. `findings` needs the ReaderPolicy of the stack;',
    '`findings suppress` also needs `ssm:PutParameter` below `{prefix}/exceptions`, and `kms:Encrypt`.',
    '',
    ...roles.flatMap(([role, title]) => [`## ${title}`, '', ...roleTable(statementsOfRole(yaml, role)), '']),
    '## Who may read findings',
    '',
    'Those to whom the policy `ReaderPolicy` is attached, the three functions, and whoever administers the account. Nobody else has a',
    "permission for the stack's key, which every finding, snapshot and message in a topic is encrypted under",
    '([the security model](security.md)).',
    '',
  ].join('\n');
}

function readRow({ action, purpose, neededBy, sources }: ReadPermission): string {
  const setting = neededBy === 'audit' ? '' : ` (with \`${neededBy}\` alone)`;
  return `| \`${action}\` | ${purpose}${setting} | ${sources.join(', ')} |`;
}

function policyOf(reads: readonly ReadPermission[]): object {
  const actions = reads.map(({ action }) => action).sort();
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'ReadTheAccount', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}

function roleTable(statements: readonly GrantedStatement[]): readonly string[] {
  return [
    '| statement | permissions | on | what for |',
    '|---|---|---|---|',
    ...statements.map(({ sid, actions, resources, condition }) => {
      const limit = condition === null ? '' : `, limited by \`${condition}\``;
      const shown =
        sid === 'ReadTheAccount' ? `${actions.length} reads` : actions.map((each) => `\`${each}\``).join(', ');
      return `| ${sid} | ${shown} | ${resources.map(placeOf).join(', ')}${limit} | ${purposes[sid] ?? ''} |`;
    }),
  ];
}

/** A resource of serverless.yml in short: `parameter {prefix}/config`, `ArchiveBucket/reports/*`. */
function placeOf(resource: string): string {
  const text = resource
    .replace(/^!\w+ /, '')
    .replaceAll("'", '')
    .replace(/^arn:.*:parameter/, '')
    .replaceAll(/\$\{self:custom\.prefix\}/g, '{prefix}')
    .replaceAll(/\$\{AWS::AccountId\}/g, '{account}')
    .replaceAll(/\$\{(\w+)\.Arn\}/g, '$1')
    .replace(/^arn:\$\{AWS::Partition\}:(\w+):\$\{AWS::Region\}:\{account\}:/, '$1 ')
    .replace(/\.Arn$/, '');
  return text === '*' ? 'everything' : `\`${text}\``;
}

if (import.meta.main) {
  process.stdout.write(documentPermissions(readFileSync(new URL('../../../serverless.yml', import.meta.url), 'utf8')));
}
