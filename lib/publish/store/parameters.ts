import {
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  type Parameter,
  ParameterAlreadyExists,
  type ParameterHistory,
  type ParameterMetadata,
  ParameterNotFound,
  PutParameterCommand,
  paginateGetParameterHistory,
  type SSMClient,
  TooManyUpdates,
} from '@aws-sdk/client-ssm';
import { describeAwsError } from '../../aws/describe-error.ts';
import { Pace } from '../../aws/pace.ts';
import type { WrittenParameter } from '../../config/written-settings.ts';
import { CannotRunError } from '../../errors.ts';
import { MAX_DESCRIBED_PER_CALL, MAX_NAMES_PER_CALL, MAX_WRITES_PER_SECOND } from './limits.ts';
import type { Time } from './time.ts';

/** One version of a parameter, decrypted. */
export interface ParameterValue {
  readonly value: string;
  readonly version: number;
  readonly modifiedAtMs: number;
}

/** Parameter Store as the findings store needs it: no SDK shapes, absence as a value, writes at their pace. */
export interface Parameters {
  read(name: string): Promise<ParameterValue | null>;
  /** Values by name; a name that does not exist is not in the map. */
  readMany(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Versions that are kept, oldest first; none when there is no such parameter. */
  history(name: string): Promise<readonly ParameterValue[]>;
  /** Names directly below a folder, and when each was last written (milliseconds since the epoch). */
  list(folder: string): Promise<ReadonlyMap<string, number>>;
  /** The newest version of one parameter, or of those directly below a folder, and who wrote it: without its value. */
  describe(where: { readonly name: string } | { readonly folder: string }): Promise<readonly WrittenParameter[]>;
  /** False when it was not made, because one of that name exists or is being made this moment. */
  create(name: string, value: string, kmsKeyId?: string): Promise<boolean>;
  /** Makes it or adds a version to it. Not sent any more once `signal` has fired. */
  overwrite(name: string, value: string, signal?: AbortSignal): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}

export function createParameters(options: {
  readonly ssm: SSMClient;
  /** Key of the SecureStrings; without one it is the account's default key for Parameter Store. */
  readonly kmsKeyId?: string;
  readonly time: Time;
  /** Nothing is written any more once it has fired; what is under way is given up. */
  readonly deadline?: AbortSignal;
}): Parameters {
  const { ssm, deadline } = options;
  const until = (signal?: AbortSignal) => ({
    abortSignal: AbortSignal.any([deadline, signal].filter((each) => each !== undefined)),
  });
  const puts = paceOfWrites(options.time);
  const deletes = paceOfWrites(options.time);
  const put = (name: string, value: string, overwrite: boolean, kmsKeyId = options.kmsKeyId) =>
    new PutParameterCommand({
      Name: name,
      Value: value,
      Type: 'SecureString',
      // An account's default tier may be another one, which costs money.
      Tier: 'Standard',
      Overwrite: overwrite,
      ...(kmsKeyId === undefined ? {} : { KeyId: kmsKeyId }),
    });

  return {
    async read(name) {
      const answer = await unlessAbsent(ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true })), name);
      return answer?.Parameter ? toValue(answer.Parameter) : null;
    },

    async readMany(names) {
      const values = new Map<string, string>();
      for (const batch of inBatches(names)) {
        const command = new GetParametersCommand({ Names: [...batch], WithDecryption: true });
        const answer = await orCannotRun(ssm.send(command), `GetParameters ${batch[0]}`);
        for (const { Name, Value } of answer.Parameters ?? []) {
          if (Name !== undefined && Value !== undefined) values.set(Name, Value);
        }
      }
      return values;
    },

    async history(name) {
      const pages = paginateGetParameterHistory({ client: ssm }, { Name: name, WithDecryption: true, MaxResults: 50 });
      const versions = await unlessAbsent(Array.fromAsync(pages), name);
      return (versions ?? [])
        .flatMap((page) => page.Parameters ?? [])
        .map(toValue)
        .sort((left, right) => left.version - right.version);
    },

    async list(folder) {
      const written = new Map<string, number>();
      let token: string | undefined;
      do {
        // Not decrypted: only the names are wanted. A page may be empty and still not be the last.
        const command = new GetParametersByPathCommand({
          Path: folder,
          MaxResults: MAX_NAMES_PER_CALL,
          NextToken: token,
        });
        const page = await orCannotRun(ssm.send(command), `GetParametersByPath ${folder}`);
        for (const { Name, LastModifiedDate } of page.Parameters ?? []) {
          if (Name !== undefined) written.set(Name, LastModifiedDate?.getTime() ?? 0);
        }
        token = page.NextToken;
      } while (token !== undefined);
      return written;
    },

    async describe(where) {
      const [what, filter] =
        'name' in where
          ? [where.name, { Key: 'Name', Option: 'Equals', Values: [where.name] }]
          : [where.folder, { Key: 'Path', Option: 'OneLevel', Values: [where.folder] }];
      const described: WrittenParameter[] = [];
      let token: string | undefined;
      do {
        const command = new DescribeParametersCommand({
          ParameterFilters: [filter],
          MaxResults: MAX_DESCRIBED_PER_CALL,
          NextToken: token,
        });
        const page = await orCannotRun(ssm.send(command, until()), `DescribeParameters ${what}`);
        described.push(...(page.Parameters ?? []).flatMap(toWritten));
        token = page.NextToken;
      } while (token !== undefined);
      return described;
    },

    async create(name, value, kmsKeyId) {
      await puts.take();
      try {
        await ssm.send(put(name, value, false, kmsKeyId), until());
        return true;
      } catch (error) {
        if (error instanceof ParameterAlreadyExists || error instanceof TooManyUpdates) return false;
        throw cannotRun(error, `PutParameter ${name}`);
      }
    },

    async overwrite(name, value, signal) {
      await puts.take();
      await orCannotRun(ssm.send(put(name, value, true), until(signal)), `PutParameter ${name}`);
    },

    async remove(names) {
      for (const batch of inBatches(names)) {
        await deletes.take();
        // What is gone already is named in the answer and is no error.
        const command = new DeleteParametersCommand({ Names: [...batch] });
        await orCannotRun(ssm.send(command, until()), `DeleteParameters ${batch[0]}`);
      }
    },
  };
}

function paceOfWrites({ clock, sleep }: Time): Pace {
  const pace = new Pace({ nowMs: clock, sleep });
  pace.limitTo(MAX_WRITES_PER_SECOND);
  return pace;
}

function toWritten({
  Name,
  Version,
  LastModifiedDate,
  LastModifiedUser,
}: ParameterMetadata): readonly WrittenParameter[] {
  if (Name === undefined || LastModifiedDate === undefined) return [];
  return [
    {
      name: Name,
      version: Version ?? 0,
      changedAt: LastModifiedDate.toISOString(),
      changedBy: LastModifiedUser ?? null,
    },
  ];
}

function toValue(parameter: Parameter | ParameterHistory): ParameterValue {
  return {
    value: parameter.Value ?? '',
    version: parameter.Version ?? 0,
    modifiedAtMs: parameter.LastModifiedDate?.getTime() ?? 0,
  };
}

function inBatches(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / MAX_NAMES_PER_CALL);
  return Array.from({ length: count }, (_, index) =>
    names.slice(index * MAX_NAMES_PER_CALL, (index + 1) * MAX_NAMES_PER_CALL),
  );
}

async function unlessAbsent<Answer>(answer: Promise<Answer>, name: string): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ParameterNotFound) return null;
    throw cannotRun(error, `reading ${name}`);
  }
}

async function orCannotRun<Answer>(answer: Promise<Answer>, what: string): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw cannotRun(error, what);
  }
}

function cannotRun(error: unknown, what: string): CannotRunError {
  const { code, message } = describeAwsError(error);
  // A validation message can quote the value, and findings are nobody's business in a log.
  if (code === 'ValidationException') return new CannotRunError(`Parameter Store refused ${what} (${code})`);
  return new CannotRunError(`Parameter Store, ${what}: ${message}`, { cause: error });
}
