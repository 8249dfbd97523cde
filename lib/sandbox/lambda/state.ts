import type { AccountSpec } from '../account-file.ts';
import { uuid } from '../iam/ids.ts';
import type { IamState } from '../iam/state.ts';
import { isKnownKey } from '../kms-keys.ts';
import { placeOf, refuse, refuseDuplicatesInRegion, refuseUnknown } from '../refusal.ts';
import { roleArnOf } from '../role-arn.ts';
import { resolveTime } from '../time.ts';

type FunctionSpec = AccountSpec['functions'][number];

/** A function as it is served: what the account file says, and what AWS makes of it. */
export interface LambdaFunction extends Omit<FunctionSpec, 'modified' | 'role'> {
  readonly arn: string;
  readonly roleArn: string;
  readonly modifiedAt: Date;
  /** Another one when its code, configuration or policy changes, as in AWS; its URL and its destinations are apart. */
  readonly revisionId: string;
  /** The Region's VPC, in which its subnets are. */
  readonly vpcId: string;
}

interface Surroundings {
  readonly iam: IamState;
  /** Keys that may be named. */
  readonly kmsKeys: readonly string[];
  readonly seed: string;
  readonly now: Date;
  /** Where the account is in its file, for refusals. */
  readonly where: string;
}

/** The functions of an account file. Refuses two of one name in a Region, and a role, key or subnet that is not there. */
export function createFunctions(spec: AccountSpec, around: Surroundings): readonly LambdaFunction[] {
  const { iam, kmsKeys, seed, now, where } = around;
  refuseDuplicatesInRegion(spec.functions, where, 'functions', ({ name }) => name);
  return spec.functions.map((each, index) => {
    const { modified, role, ...rest } = each;
    const place = placeOf(where, 'functions', index, each.name);
    refuseUnknownSubnets(each, spec.subnets, place);
    refuseUnknownKey(each, kmsKeys, place);
    const { url, onFailure, ...revised } = each;
    return {
      ...rest,
      arn: `arn:${spec.partition}:lambda:${each.region}:${spec.accountId}:function:${each.name}`,
      roleArn: roleArnOf(role, iam, `${place}.role`),
      modifiedAt: resolveTime(modified, now),
      revisionId: uuid(seed, JSON.stringify([spec.accountId, revised])),
      vpcId: `vpc-${uuid(seed, `${spec.accountId}/${each.region}/vpc`).replaceAll('-', '').slice(0, 17)}`,
    };
  });
}

function refuseUnknownSubnets({ subnets, region }: FunctionSpec, known: AccountSpec['subnets'], place: string): void {
  const here = new Set(known.filter((subnet) => subnet.region === region).map(({ id }) => id));
  for (const id of subnets) refuseUnknown(here, id, `${place}.subnets`, `subnet of ${region}`);
}

/** An ARN may be of another account. */
function refuseUnknownKey({ kmsKeyId: keyId }: FunctionSpec, known: readonly string[], place: string): void {
  if (keyId === undefined || keyId.startsWith('arn:') || isKnownKey(keyId, known, 'alias/aws/lambda')) return;
  refuse(`${place}.kmsKeyId`, `there is no key "${keyId}" in this account`);
}
