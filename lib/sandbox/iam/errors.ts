import { AwsError } from '../operation.ts';

/** `NoSuchEntity` with AWS's own sentence. */
export function noSuchEntity(sentence: string): AwsError {
  return new AwsError('NoSuchEntity', sentence, 404);
}

/** The sentence that AWS has for users, roles and groups. */
export function noSuchNamed(kind: 'user' | 'role' | 'group', name: string): AwsError {
  return noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
}

export function noSuchPolicy(arn: string): AwsError {
  return noSuchEntity(`Policy ${arn} was not found.`);
}

/** A member that breaks a constraint of the service model; `member` as on the wire, `constraint` after "Member must". */
export function failedConstraint(member: string, value: string | number, constraint: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}
