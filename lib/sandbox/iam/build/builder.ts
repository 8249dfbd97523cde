import type { AccountSpec } from '../../account-file.ts';
import type { Identified } from '../entities.ts';
import { type IdPrefix, uniqueId } from '../ids.ts';
import type { DocumentPool } from '../policy-document.ts';

/** What every part of an account's IAM is built with. */
export interface Builder {
  readonly spec: AccountSpec;
  readonly seed: string;
  /** Where the account is in its file, for refusals: `accounts[0]`. */
  readonly where: string;
  readonly documents: DocumentPool;
  /** ARN of one of the account's IAM resources: `arn('role/deploy')`. */
  arn(resource: string): string;
  time(text: string): Date;
  optionalTime(text: string | null | undefined): Date | undefined;
}

interface NamedSpec {
  readonly name: string;
  readonly path: string;
  readonly created: string;
}

/** Name, ARN, id and age of something whose ARN is `type/path/name`. */
export function identify(
  builder: Builder,
  prefix: IdPrefix,
  type: string,
  { name, path, created }: NamedSpec,
): Identified {
  const arn = builder.arn(`${type}${path}${name}`);
  return { arn, id: uniqueId(prefix, builder.seed, arn), name, path, createdAt: builder.time(created) };
}
