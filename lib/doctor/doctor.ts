import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { type Aws, createAws } from '../aws/aws.ts';
import type { AssumeRoleOptions } from '../aws/credentials.ts';
import { describeAwsError } from '../aws/describe-error.ts';
import { chooseRegion } from '../aws/region.ts';
import { parameterNames } from '../publish/store/names.ts';
import { ClockWatch } from './clock.ts';
import { credentialLines, noCredentialLines } from './credentials.ts';
import type { Diagnosis, DiagnosisLine } from './diagnosis.ts';
import { endpointLines } from './endpoints.ts';
import { missingPermissions, permissionLines, tryPermissions } from './permissions.ts';
import { costLine, quotaLines } from './quotas.ts';
import { settingsOf } from './settings.ts';
import { readSharedFiles } from './shared-files.ts';

export interface DoctorOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly assumeRole?: AssumeRoleOptions | undefined;
  readonly mfaToken?: ((mfaSerial: string) => Promise<string>) | undefined;
  /** Where the settings are, for example `/account-auditor`. */
  readonly prefix: string;
  /** The archive of a stack; left out, its permissions are not tried. */
  readonly archiveBucket?: string | undefined;
  readonly clock: () => Date;
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** A person waits for the answer; an audit is more patient. */
const timeouts = { connectMs: 3_000, answerMs: 15_000 };

/**
 * Looks for whatever would keep an audit from running, in the order in which it would fail. Reads a little and writes
 * nothing. Whatever goes wrong is a line of the answer.
 */
export async function diagnose(options: DoctorOptions): Promise<Diagnosis> {
  const region = await regionLine(options);
  if (region.status === 'fail') return cannotRun([region]);
  const { profile, region: regionName, mfaToken, assumeRole } = options;
  const own = createAws({ profile, region: regionName, mfaToken, timeouts });
  try {
    const signedIn = await signIn(own, profile);
    const { identity } = signedIn;
    const lines = [...(await endpointLines(own, process.env)), ...signedIn.lines];
    if (identity === null) return cannotRun([...lines, region]);
    if (!assumeRole) return await diagnoseSignedIn(own, options, [...lines, region]);
    // Its own credentials are known by now, so a person is asked for their code once.
    const asRole = createAws({ profile, region: regionName, mfaToken, timeouts, credentials: identity, assumeRole });
    try {
      const role = await roleLine(asRole, assumeRole.roleArn);
      if (role.status === 'fail') return cannotRun([...lines, role, region]);
      return await diagnoseSignedIn(asRole, options, [...lines, role, region]);
    } finally {
      asRole.close();
    }
  } finally {
    own.close();
  }
}

function cannotRun(lines: readonly DiagnosisLine[]): Diagnosis {
  return { status: 'cannot-run', account: null, lines };
}

async function regionLine({ region, profile }: DoctorOptions): Promise<DiagnosisLine> {
  try {
    const chosen = await chooseRegion({ region, profile });
    return { topic: 'region', status: 'ok', text: `${chosen.region}, from ${chosen.from}` };
  } catch (error) {
    return { topic: 'region', status: 'fail', text: describeAwsError(error).message };
  }
}

async function signIn(
  aws: Aws,
  profile: string | undefined,
): Promise<{ readonly lines: readonly DiagnosisLine[]; readonly identity: AwsCredentialIdentity | null }> {
  const environment = process.env;
  const settings = { profile, environment, files: await readSharedFiles(environment) };
  try {
    const identity = await aws.sts().config.credentials();
    return { lines: credentialLines(settings, identity), identity };
  } catch (error) {
    return { lines: noCredentialLines(settings, error), identity: null };
  }
}

async function roleLine(aws: Aws, roleArn: string): Promise<DiagnosisLine> {
  try {
    await aws.sts().config.credentials();
    return { topic: 'role', status: 'ok', text: `${roleArn} is taken on` };
  } catch (error) {
    return { topic: 'role', status: 'fail', text: `${roleArn} cannot be taken on: ${describeAwsError(error).message}` };
  }
}

/** The rest, once there are credentials to ask AWS with. */
async function diagnoseSignedIn(
  aws: Aws,
  { clock, prefix, archiveBucket, onProgress = () => {} }: DoctorOptions,
  before: readonly DiagnosisLine[],
): Promise<Diagnosis> {
  const watch = new ClockWatch();
  watch.watch(aws.sts(), clock);
  onProgress('sts:GetCallerIdentity');
  const caller = await askWho(aws);
  const start = [...before, watch.line()];
  if ('failure' in caller) return cannotRun([...start, { topic: 'caller', status: 'fail', text: caller.failure }]);
  // The SDK corrects for a wrong clock after each client's first refusal; the leases of the findings store do not.
  if (watch.isRefused) return cannotRun(start);

  const { tried, found } = await tryPermissions(aws, { prefix, archiveBucket }, onProgress);
  const canReadSettings = tried.some(
    ({ trial, verdict }) => trial.action === 'ssm:GetParameter' && verdict === 'granted',
  );
  const { line: settings, configuration } = settingsOf(
    canReadSettings ? found.settings : null,
    parameterNames(prefix).config,
    caller.accountId,
  );
  const alias = found.alias ?? null;
  const isFine = settings.status !== 'fail' && missingPermissions(tried).length === 0;
  return {
    status: isFine ? 'fine' : 'incomplete',
    account: { ...caller, alias },
    lines: [
      ...start,
      {
        topic: 'caller',
        status: 'ok',
        text: `account ${caller.accountId}${alias === null ? '' : ` (${alias})`} as ${caller.callerArn}`,
      },
      settings,
      ...permissionLines(tried),
      ...quotaLines(found.summary),
      costLine(found.summary, configuration),
    ],
  };
}

/** Whose credentials these are, or why AWS does not say. */
async function askWho(
  aws: Aws,
): Promise<{ readonly accountId: string; readonly callerArn: string } | { readonly failure: string }> {
  try {
    const { Account, Arn } = await aws.sts().send(new GetCallerIdentityCommand());
    if (Account === undefined || Arn === undefined) return { failure: 'AWS does not say whose credentials these are' };
    return { accountId: Account, callerArn: Arn };
  } catch (error) {
    return { failure: describeAwsError(error).message };
  }
}
