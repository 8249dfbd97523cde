import { type Command, InvalidArgumentError } from 'commander';
import type { Aws, AwsOptions } from '../aws/aws.ts';
import { UsageError } from '../errors.ts';
import { askMfaToken } from './mfa-token.ts';

/** Whose account is read, and how one gets in. */
export interface ConnectionOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly mfaSerial?: string;
}

/** The flags by which every command that asks AWS gets in; what a Region and a role are for differs. */
export function withConnectionOptions(
  command: Command,
  {
    region = 'Region whose partition is meant; IAM itself has none',
    role = 'role to assume and read through',
  }: { readonly region?: string; readonly role?: string } = {},
): Command {
  return command
    .optionsGroup('The account:')
    .option('--profile <name>', 'profile of the AWS configuration files; else the default credential chain')
    .option('--region <name>', region)
    .option('--role-arn <arn>', role, parseRoleArn)
    .option('--external-id <id>', 'external id that the role asks for')
    .option('--mfa-serial <arn>', 'MFA device that the role asks for; its code is asked for on the terminal');
}

/** The value of `--role-arn`. */
function parseRoleArn(value: string): string {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(value)) return value;
  throw new InvalidArgumentError("Accepted is a role's ARN, for example arn:aws:iam::111122223333:role/auditor.");
}

/**
 * @throws UsageError when flags contradict each other
 * @throws CannotRunError when there is no such profile
 */
export async function connect(options: ConnectionOptions): Promise<Aws> {
  const awsOptions = awsOptionsOf(options);
  // Loaded here, because whoever asks a saved account should not wait for the SDK.
  const [{ createAws }, { refuseUnknownProfile }] = await Promise.all([
    import('../aws/aws.ts'),
    import('../aws/profile.ts'),
  ]);
  await refuseUnknownProfile(options.profile);
  return createAws(awsOptions);
}

/** @throws UsageError when flags contradict each other */
export function awsOptionsOf(
  options: ConnectionOptions,
): Pick<AwsOptions, 'profile' | 'region' | 'mfaToken' | 'assumeRole'> {
  const { profile, region, roleArn, externalId, mfaSerial } = options;
  if (externalId !== undefined && roleArn === undefined) throw new UsageError('--external-id goes with --role-arn');
  if (mfaSerial !== undefined && roleArn === undefined) throw new UsageError('--mfa-serial goes with --role-arn');
  return {
    profile,
    region,
    mfaToken: askMfaToken,
    ...(roleArn === undefined ? {} : { assumeRole: { roleArn, externalId, mfaSerial } }),
  };
}
