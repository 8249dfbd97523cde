import {
  DeleteParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
  SSMServiceException,
} from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { compareText } from '../../../lib/findings/order.ts';

export type Operation = 'get' | 'getMany' | 'list' | 'history' | 'put' | 'delete';

interface StoredVersion {
  readonly Name: string;
  readonly Value: string;
  readonly Type: string;
  readonly KeyId?: string;
  readonly Version: number;
  readonly LastModifiedDate: Date;
}

/** Parameters by name, oldest version first: shared by all clients of one account. */
export type FakeAccount = Map<string, StoredVersion[]>;

/**
 * A client of an account in memory, with Parameter Store's rules about sizes, braces, versions and pages.
 *
 * @param gate runs before each operation is carried out; what it throws is the operation's answer, and what it never
 *   answers is a process that died
 */
export function fakeClient(
  account: FakeAccount,
  options: {
    readonly now: () => number;
    readonly gate?: (operation: Operation, name: string) => Promise<void>;
  },
): SSMClient {
  const client = new SSMClient({ region: 'eu-west-1' });
  const gate = options.gate ?? (() => Promise.resolve());
  const latest = (name: string) => account.get(name)?.at(-1);

  mockClient(client)
    .on(PutParameterCommand)
    .callsFake(async ({ Name, Value, Type, Tier, Overwrite, KeyId }) => {
      await gate('put', Name);
      if (Buffer.byteLength(Value) > 4096) throw refused('Standard tier parameters support 4096 characters.');
      if (Value.includes('{{')) throw refused('Parameters cannot be nested.');
      if (Type !== 'SecureString' || Tier !== 'Standard') throw refused(`${Type} ${Tier} is not what is written here.`);
      const versions = account.get(Name) ?? [];
      if (versions.length > 0 && !Overwrite) throw new ParameterAlreadyExists({ $metadata: {}, message: 'exists' });
      const Version = (versions.at(-1)?.Version ?? 0) + 1;
      const version = { Name, Value, Type, KeyId, Version, LastModifiedDate: new Date(options.now()) };
      account.set(Name, [...versions, version].slice(-100));
      return { Version };
    })
    .on(GetParameterCommand)
    .callsFake(async ({ Name }) => {
      await gate('get', Name);
      const Parameter = latest(Name);
      if (!Parameter) throw new ParameterNotFound({ $metadata: {}, message: 'none' });
      return { Parameter };
    })
    .on(GetParametersCommand)
    .callsFake(async ({ Names }) => {
      await gate('getMany', Names[0]);
      if (Names.length > 10) throw refused('at most 10 names');
      return { Parameters: Names.map(latest).filter(Boolean) };
    })
    .on(GetParameterHistoryCommand)
    .callsFake(async ({ Name }) => {
      await gate('history', Name);
      const Parameters = account.get(Name);
      if (!Parameters) throw new ParameterNotFound({ $metadata: {}, message: 'none' });
      return { Parameters };
    })
    .on(GetParametersByPathCommand)
    .callsFake(async ({ Path, NextToken = '' }) => {
      await gate('list', Path);
      const names = [...account.keys()].filter((name) => name.startsWith(`${Path}/`)).sort(compareText);
      const page = names.filter((name) => name > NextToken).slice(0, 10);
      const hasMore = names.some((name) => name > (page.at(-1) ?? '~'));
      return { Parameters: page.map(latest), ...(hasMore ? { NextToken: page.at(-1) } : {}) };
    })
    .on(DeleteParametersCommand)
    .callsFake(async ({ Names }) => {
      await gate('delete', Names[0]);
      if (Names.length > 10) throw refused('at most 10 names');
      for (const name of Names) account.delete(name);
      return { DeletedParameters: Names };
    });
  return client;
}

function refused(message: string): SSMServiceException {
  return new SSMServiceException({ name: 'ValidationException', $fault: 'client', $metadata: {}, message });
}
