import type { Exception } from '../../config/exception.ts';
import type { Evidence, Resource } from '../../findings/finding.ts';
import type { CheckContext } from '../check.ts';
import type { Command } from '../commands.ts';

/** The parameter of an exception, as a resource. */
export function exceptionParameter({ account }: CheckContext, name: string): Resource {
  const { partition, region, accountId } = account.snapshot.account;
  const arn = `arn:${partition}:ssm:${region ?? ''}:${accountId}:parameter${name}`;
  return { arn, type: 'AWS::SSM::Parameter', name, accountId };
}

/** What an exception accepts, until when and on whose word. */
export function exceptionEvidence({ id, accepts, reason, owner, expires, ticket }: Exception): Evidence {
  return { exception: id, accepts, reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) };
}

export function readParameter({ name }: Resource): Command {
  return { call: 'ssm get-parameter', options: { name, query: 'Parameter.Value' }, flags: ['with-decryption'] };
}

export function deleteParameter({ name }: Resource): Command {
  return { call: 'ssm delete-parameter', options: { name } };
}
