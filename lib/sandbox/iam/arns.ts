import { AwsError } from '../operation.ts';
import type { Entity } from './entities.ts';
import { noSuchNamed, noSuchPolicy } from './errors.ts';
import type { IamState } from './state.ts';

/** The user, group, role or policy that a request names by its ARN. Other ARNs, those of sessions and root too, are refused. */
export function requestedEntity(arn: string, iam: IamState): Entity {
  const entity = iam.entity(arn);
  if (entity) {
    return entity;
  }
  const [, kind, name] = /^arn:[^:]+:iam::(?:\d{12}|aws):(user|group|role|policy)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (name === undefined) {
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  }
  throw kind === 'user' || kind === 'group' || kind === 'role' ? noSuchNamed(kind, name) : noSuchPolicy(arn);
}
