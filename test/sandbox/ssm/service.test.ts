import {
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  paginateGetParameterHistory,
  paginateGetParametersByPath,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

const findings = Object.fromEntries(Array.from({ length: 25 }, (_, shard) => [`/findings/${shard}`, `shard ${shard}`]));

describe('ssm', () => {
  const connection = serving({ parameters: findings, kmsKeys: ['alias/account-auditor'] }, { pageLimit: 4 });

  it('writes and reads a secret parameter', async () => {
    const ssm = new SSMClient(connection());
    const put = { Name: '/lease', Value: 'run é', Type: 'SecureString', KeyId: 'alias/account-auditor' } as const;
    expect(await ssm.send(new PutParameterCommand(put))).toMatchObject({ Version: 1, Tier: 'Standard' });
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/lease', WithDecryption: true }));
    expect(Parameter).toMatchObject({ Value: 'run é', Version: 1, LastModifiedDate: expect.any(Date) });
    const { Parameters } = await ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: ['/lease'] }], MaxResults: 1 }),
    );
    expect(Parameters).toMatchObject([
      { KeyId: 'alias/account-auditor', LastModifiedUser: expect.stringMatching(/^arn:aws:/) },
    ]);
  });

  it('answers errors that the SDK knows', async () => {
    const ssm = new SSMClient(connection());
    await expect(ssm.send(new GetParameterCommand({ Name: '/none' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
      $metadata: { httpStatusCode: 400 },
    });
    const taken = new PutParameterCommand({ Name: '/findings/1', Value: 'x', Type: 'String' });
    await expect(ssm.send(taken)).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    const large = new PutParameterCommand({ Name: '/large', Value: 'x'.repeat(4097), Type: 'String' });
    await expect(ssm.send(large)).rejects.toMatchObject({ name: 'ValidationException', message: /^Standard tier/ });
  });

  it('lets the SDK page through a path and a history', async () => {
    const client = new SSMClient(connection());
    const names: (string | undefined)[] = [];
    for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, { Path: '/findings' })) {
      names.push(...Parameters.map(({ Name }) => Name));
    }
    expect(names).toEqual(Object.keys(findings).toSorted());
    const versions: (number | undefined)[] = [];
    for await (const { Parameters = [] } of paginateGetParameterHistory({ client }, { Name: '/findings/1' })) {
      versions.push(...Parameters.map(({ Version }) => Version));
    }
    expect(versions).toEqual([1]);
  });

  it('labels, reads several and deletes several', async () => {
    const ssm = new SSMClient(connection('us-east-1'));
    await ssm.send(new LabelParameterVersionCommand({ Name: '/findings/2', Labels: ['first'] }));
    const Names = ['/findings/2:first', '/none'];
    const { Parameters, InvalidParameters } = await ssm.send(new GetParametersCommand({ Names }));
    expect(Parameters).toMatchObject([{ Name: '/findings/2', Selector: ':first' }]);
    expect(InvalidParameters).toEqual(['/none']);
    const deleted = await ssm.send(new DeleteParametersCommand({ Names: ['/findings/2'] }));
    expect(deleted.DeletedParameters).toEqual(['/findings/2']);
  });
});
