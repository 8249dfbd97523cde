import { describe, expect, it } from 'vitest';
import { describeAwsError } from '../../lib/aws/describe-error.ts';
import { UsageError } from '../../lib/errors.ts';

const awsError = (name: string, message: string, members: object = {}) =>
  Object.assign(new Error(message), { name, ...members });

describe('describeAwsError', () => {
  it.each([
    ['AccessDenied', 'User: arn:aws:iam::111122223333:user/ada is not authorized to perform: iam:ListUsers', 'denied'],
    ['AccessDeniedException', 'not authorized', 'denied'],
    ['UnauthorizedOperation', 'You are not authorized to perform this operation.', 'denied'],
    ['Throttling', 'Rate exceeded', 'throttled'],
    ['ThrottlingException', 'Rate exceeded', 'throttled'],
    ['RequestLimitExceeded', 'Request limit exceeded.', 'throttled'],
    ['LimitExceededException', 'Cannot exceed quota for ReportsPerAccount: 1', 'quota'],
    ['ExpiredToken', 'The security token included in the request is expired', 'expired-credentials'],
    ['ExpiredTokenException', 'The security token included in the request is expired', 'expired-credentials'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', 'no-credentials'],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match', 'no-credentials'],
    ['SignatureDoesNotMatch', 'Signature expired: 20261122T030000Z is now earlier than 20261122T031000Z', 'clock-skew'],
    ['SignatureDoesNotMatch', 'Signature not yet current: 20261122T030000Z is still later than', 'clock-skew'],
    [
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      'clock-skew',
    ],
    ['NoSuchEntityException', 'The role with name deploy cannot be found.', 'not-found'],
    ['TimeoutError', 'a request has exceeded the configured 30000 ms requestTimeout', 'network'],
    ['ServiceFailureException', 'The request processing has failed', 'service'],
  ])('takes %s (%s) for %s', (name, message, kind) => {
    expect(describeAwsError(awsError(name, message)).kind).toBe(kind);
  });

  it('names the profile that does not exist', () => {
    const error = awsError(
      'CredentialsProviderError',
      'Could not resolve credentials using profile: [nightly] in files.',
    );
    expect(describeAwsError(error)).toMatchObject({ kind: 'no-credentials' });
    expect(describeAwsError(error).message).toContain('profile: [nightly]');
  });

  it('tells an expired SSO session from missing credentials', () => {
    const error = awsError('CredentialsProviderError', 'The SSO session associated with this profile has expired.');
    expect(describeAwsError(error).kind).toBe('expired-credentials');
  });

  it('names the host that DNS does not know, also inside a cause', () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), {
      code: 'ENOTFOUND',
      hostname: 'iam.xx-west-1.amazonaws.com',
    });
    expect(describeAwsError(new Error('request failed', { cause })).message).toBe(
      'No such host: iam.xx-west-1.amazonaws.com (ENOTFOUND); is the Region right, and is there a network?',
    );
  });

  it('looks into the attempts of a connection that was refused', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 9 });
    expect(describeAwsError(new AggregateError([refused])).message).toBe(
      'Nothing answers at 127.0.0.1:9 (ECONNREFUSED)',
    );
  });

  it('names an endpoint that is no URL, and where it may stand', () => {
    const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'garbage' });
    expect(describeAwsError(error)).toMatchObject({
      kind: 'network',
      message: expect.stringMatching(/^Not a URL: "garbage"; accepted as AWS_ENDPOINT_URL/),
    });
  });

  it('falls back on the HTTP status when AWS gives no code that is known', () => {
    const error = awsError('Weird', 'no', { $metadata: { httpStatusCode: 403 } });
    expect(describeAwsError(error)).toMatchObject({ kind: 'denied', code: 'Weird' });
  });

  it.each([404, 500, 501])('does not take a foreign page with HTTP %i for an answer of AWS', (status) => {
    const error = awsError(
      'Error',
      '@aws-sdk XML parse error: mismatched tags.\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
      { $metadata: { httpStatusCode: status } },
    );
    expect(describeAwsError(error)).toEqual({
      kind: 'service',
      code: 'ForeignAnswer',
      message: `The endpoint does not answer as AWS does (HTTP ${status}): a proxy in between, or an endpoint without this operation`,
    });
  });

  it('does not take HTTP 404 alone for an entity that is gone', () => {
    const error = awsError('UnknownOperationException', 'no', { $metadata: { httpStatusCode: 404 } });
    expect(describeAwsError(error).kind).toBe('service');
  });

  it('never repeats a session token out of the canonical string', () => {
    const message = `The request signature we calculated does not match.\nThe Canonical String for this request should have been\nx-amz-security-token:${'IQoJb3JpZ2luX2VjE'.repeat(20)}`;
    expect(describeAwsError(awsError('SignatureDoesNotMatch', message)).message).not.toContain('IQoJb3JpZ2lu');
  });

  it('keeps to one line whatever the message holds', () => {
    const error = awsError('ServiceFailure', 'first\r\nsecond\u001b[31m red \u202e turned\u2028third');
    expect(describeAwsError(error).message).toBe('ServiceFailure: first second [31m red turned third');
  });

  it("leaves this program's own errors as they are", () => {
    expect(describeAwsError(new UsageError('No Region: give --region')).message).toBe('No Region: give --region');
  });

  it.each([[undefined], [null], ['a string'], [42], [{}]])('survives %j being thrown', (thrown) => {
    expect(describeAwsError(thrown)).toMatchObject({ kind: 'service', code: 'Unknown' });
  });
});
