import { AwsError } from '../operation.ts';

/** Lambda's error for what is not there: it has members of its own. */
export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404, { Type: 'User', Message: message });
}

/** What GetPolicy and GetFunctionUrlConfig say, of a function that is not there as of one that has none. */
export function nothingThere(): AwsError {
  return resourceNotFound('The resource you requested does not exist.');
}
