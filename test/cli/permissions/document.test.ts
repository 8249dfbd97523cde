import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentPermissions } from '../../../lib/cli/permissions/document.ts';
import { readPermissions } from '../../../lib/cli/permissions/reads.ts';
import { statementsOfRole } from '../../../lib/cli/permissions/stack-roles.ts';
import { coverageSources } from '../../../lib/snapshot/coverage-schema.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(new URL(path, `file://${root}`), 'utf8');
const yaml = read('serverless.yml');
const reads = readPermissions();
const roles = ['AuditRole', 'NotifyRole', 'DigestRole'];

describe('documentPermissions', () => {
  it('makes docs/permissions.md as it stands in the repository', () => {
    expect(read('docs/permissions.md'), 'run: node lib/cli/permissions/document.ts > docs/permissions.md').toBe(
      documentPermissions(yaml),
    );
  });

  it('says what each statement of each role is for', () => {
    const rows = documentPermissions(yaml).match(/^\| [A-Z]\w+ \|.*$/gm) ?? [];
    expect(rows).toHaveLength(roles.flatMap((role) => statementsOfRole(yaml, role)).length);
    expect(rows.filter((row) => / \| +\|/.test(row))).toEqual([]);
  });
});

describe('readPermissions', () => {
  it('are those of the role in serverless.yml, and of its policy for the command line', () => {
    const [account] = statementsOfRole(yaml, 'AuditRole');
    const actions = reads.map(({ action }) => action);
    expect([...actions, 'sts:GetCallerIdentity'].sort()).toEqual([...(account?.actions ?? [])].sort());
    const [, policy = ''] = /```json\n([\s\S]*?)```/.exec(read('docs/permissions.md')) ?? [];
    expect(JSON.parse(policy).Statement[0].Action).toEqual([...actions].sort());
  });

  it('are behind every source of the snapshot', () => {
    expect(reads.filter(({ sources }) => sources.length === 0)).toEqual([]);
    const sources = new Set(reads.flatMap((permission) => permission.sources));
    const free = ['caller-identity'];
    expect([...sources, ...free].sort()).toEqual([...coverageSources].sort());
  });
});

describe('statementsOfRole', () => {
  it('reads lists, single values, places and limits', () => {
    expect(statementsOfRole(yaml, 'DigestRole').find(({ sid }) => sid === 'EncryptWhatTheyAreTold')).toEqual({
      sid: 'EncryptWhatTheyAreTold',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['!GetAtt Key.Arn'],
      condition: 'kms:ViaService',
    });
    expect(statementsOfRole(yaml, 'NotifyRole').find(({ sid }) => sid === 'TellPeople')).toMatchObject({
      actions: ['sns:Publish'],
      resources: ['!Ref NotificationTopic'],
      condition: null,
    });
  });

  it('allow every command of the SDK that the code makes', () => {
    const granted = new Set(
      roles
        .flatMap((role) => statementsOfRole(yaml, role))
        .flatMap(({ actions }) => actions.map((action) => action.split(':')[1])),
    );
    // Of the command line alone; the function writes its numbers to its log.
    granted.add('PutMetricData');
    const commands = globSync('lib/**/*.ts', { cwd: root, exclude: ['lib/sandbox/**'] }).flatMap((path) =>
      Array.from(read(path).matchAll(/new (\w+)Command\(/g), ([, name = '']) => actionOf(name)),
    );
    expect(commands.length).toBeGreaterThan(40);
    expect(commands.filter((name) => !granted.has(name))).toEqual([]);
  });
});

/** Where IAM's name of an action is not that of the operation. */
function actionOf(operation: string): string {
  const actions: Readonly<Record<string, string>> = {
    ListFindingsV2: 'ListFindings',
    ListObjectsV2: 'ListBucket',
    ListBuckets: 'ListAllMyBuckets',
    GetBucketEncryption: 'GetEncryptionConfiguration',
    // Of a bucket, and by S3 Control of the account.
    GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  };
  return actions[operation] ?? operation;
}
