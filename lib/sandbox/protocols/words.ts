import { AwsError } from '../operation.ts';
import type { Protocol, ServiceDefinition } from '../service.ts';

/** Families of services by how they word what is wrong with any request. */
type Dialect = 'query' | 'ec2' | 'json' | 'restJson' | 's3';

/** What can be wrong with a request before an operation's handler sees it, or happens in its place. */
export type Refusal =
  | 'throttled'
  | 'denied'
  | 'expiredToken'
  | 'unknownKey'
  | 'unsigned'
  | 'incompleteSignature'
  | 'badSignature'
  | 'skewed'
  | 'malformed'
  | 'missingMember'
  | 'tooLarge'
  | 'unknownOperation'
  | 'quota'
  | 'internal'
  | 'unavailable';

/** An error of a service: its wire code, its HTTP status and its sentence. */
export type Wording = readonly [code: string, status: number, message: string];

const invalidToken = 'The security token included in the request is invalid.';
const expiredToken = 'The security token included in the request is expired';
const notValidated = 'AWS was not able to validate the provided access credentials';
const badSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const badS3Signature =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
const unsigned = 'Request is missing Authentication Token';
const incomplete = 'The Authorization header is not a complete AWS4-HMAC-SHA256 signature.';
const unknownError = 'The request processing has failed because of an unknown error, exception or failure.';
const overloaded = 'The request has failed due to a temporary failure of the server.';
const tooLarge = 'The body of the request is too large.';

const words: Readonly<Record<Refusal, Readonly<Record<Dialect, Wording>>>> = {
  throttled: {
    query: ['Throttling', 400, 'Rate exceeded'],
    ec2: ['RequestLimitExceeded', 503, 'Request limit exceeded.'],
    json: ['ThrottlingException', 400, 'Rate exceeded'],
    restJson: ['ThrottlingException', 429, 'Rate exceeded'],
    s3: ['SlowDown', 503, 'Please reduce your request rate.'],
  },
  denied: {
    query: ['AccessDenied', 403, 'Access Denied'],
    ec2: ['UnauthorizedOperation', 403, 'You are not authorized to perform this operation.'],
    json: ['AccessDeniedException', 400, 'Access Denied'],
    restJson: ['AccessDeniedException', 403, 'Access Denied'],
    s3: ['AccessDenied', 403, 'Access Denied'],
  },
  expiredToken: {
    query: ['ExpiredToken', 403, expiredToken],
    ec2: ['RequestExpired', 400, 'Request has expired.'],
    json: ['ExpiredTokenException', 400, expiredToken],
    restJson: ['ExpiredTokenException', 403, expiredToken],
    s3: ['ExpiredToken', 400, 'The provided token has expired.'],
  },
  unknownKey: {
    query: ['InvalidClientTokenId', 403, invalidToken],
    ec2: ['AuthFailure', 401, notValidated],
    json: ['UnrecognizedClientException', 400, invalidToken],
    restJson: ['UnrecognizedClientException', 403, invalidToken],
    s3: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
  },
  unsigned: {
    query: ['MissingAuthenticationToken', 403, unsigned],
    ec2: ['AuthFailure', 401, notValidated],
    json: ['MissingAuthenticationTokenException', 400, unsigned],
    restJson: ['MissingAuthenticationTokenException', 403, unsigned],
    s3: ['AccessDenied', 403, 'Access Denied'],
  },
  incompleteSignature: {
    query: ['IncompleteSignature', 400, incomplete],
    ec2: ['AuthFailure', 401, notValidated],
    json: ['IncompleteSignatureException', 400, incomplete],
    restJson: ['IncompleteSignatureException', 403, incomplete],
    s3: ['AuthorizationHeaderMalformed', 400, 'The authorization header that you provided is not valid.'],
  },
  badSignature: {
    query: ['SignatureDoesNotMatch', 403, badSignature],
    ec2: ['AuthFailure', 401, notValidated],
    json: ['InvalidSignatureException', 400, badSignature],
    restJson: ['InvalidSignatureException', 403, badSignature],
    s3: ['SignatureDoesNotMatch', 403, badS3Signature],
  },
  skewed: {
    query: ['SignatureDoesNotMatch', 403, badSignature],
    ec2: ['RequestExpired', 400, 'Request has expired.'],
    json: ['InvalidSignatureException', 400, badSignature],
    restJson: ['InvalidSignatureException', 403, badSignature],
    s3: ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
  },
  malformed: {
    query: ['MalformedInput', 400, 'The request could not be read.'],
    ec2: ['InvalidRequest', 400, 'The request received was invalid.'],
    json: ['SerializationException', 400, 'The request could not be read.'],
    restJson: ['SerializationException', 400, 'The request could not be read.'],
    s3: [
      'MalformedXML',
      400,
      'The XML you provided was not well-formed or did not validate against our published schema',
    ],
  },
  missingMember: {
    query: ['ValidationError', 400, 'A required parameter is missing.'],
    ec2: ['MissingParameter', 400, 'The request is missing a required parameter.'],
    json: ['ValidationException', 400, 'A required parameter is missing.'],
    restJson: ['ValidationException', 400, 'A required parameter is missing.'],
    s3: ['InvalidRequest', 400, 'A required parameter is missing.'],
  },
  tooLarge: {
    query: ['RequestEntityTooLarge', 413, tooLarge],
    ec2: ['RequestEntityTooLarge', 413, tooLarge],
    json: ['RequestEntityTooLargeException', 413, tooLarge],
    restJson: ['RequestEntityTooLargeException', 413, tooLarge],
    s3: ['EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed object size.'],
  },
  unknownOperation: {
    query: ['InvalidAction', 400, 'The embedded account does not know this action.'],
    ec2: ['InvalidAction', 400, 'The embedded account does not know this action.'],
    json: ['UnknownOperationException', 400, 'The embedded account does not know this operation.'],
    restJson: ['UnknownOperationException', 404, 'The embedded account does not know this operation.'],
    s3: ['NotImplemented', 501, 'The embedded account does not know this operation.'],
  },
  quota: {
    query: ['LimitExceeded', 409, 'Cannot exceed the quota of the account.'],
    ec2: ['ResourceLimitExceeded', 400, 'You have reached the quota of the account.'],
    json: ['LimitExceededException', 400, 'You have reached the quota of the account.'],
    restJson: ['ServiceQuotaExceededException', 402, 'You have reached the quota of the account.'],
    s3: ['TooManyBuckets', 400, 'You have attempted to create more buckets than allowed.'],
  },
  internal: {
    query: ['InternalFailure', 500, unknownError],
    ec2: ['InternalError', 500, 'An internal error has occurred.'],
    json: ['InternalServerError', 500, unknownError],
    restJson: ['InternalServerException', 500, unknownError],
    s3: ['InternalError', 500, 'We encountered an internal error. Please try again.'],
  },
  unavailable: {
    query: ['ServiceUnavailable', 503, overloaded],
    ec2: ['Unavailable', 503, 'The server is overloaded and can not handle the request.'],
    json: ['ServiceUnavailableException', 503, overloaded],
    restJson: ['ServiceUnavailableException', 503, overloaded],
    s3: ['ServiceUnavailable', 503, 'Service is unable to handle request.'],
  },
};

/** A refusal with the code, status and sentence that the service uses for it; `message` takes the sentence's place. */
export function refusal(
  what: Refusal,
  service: ServiceDefinition | undefined,
  protocol: Protocol,
  message?: string,
): AwsError {
  const [code, status, usual] = service?.refusals?.[what] ?? words[what][dialectOf(service, protocol)];
  return new AwsError(code, message ?? usual, status);
}

/** Those of the dialects, and Lambda's. */
const throttlingCodes: ReadonlySet<string | undefined> = new Set([
  ...Object.values(words.throttled).map(([code]) => code),
  'TooManyRequestsException',
]);

/** Whether a wire code says that the caller asks too often. */
export function isThrottlingCode(code: string | undefined): boolean {
  return throttlingCodes.has(code);
}

/** The sentence in which AWS names who was denied what. */
export function denialMessage(callerArn: string, action: string, protocol: Protocol): string {
  const sentence = `User: ${callerArn} is not authorized to perform: ${action}`;
  const reason = `because no identity-based policy allows the ${action} action`;
  return protocol === 'ec2Query'
    ? `You are not authorized to perform this operation. ${sentence} ${reason}`
    : `${sentence} on resource: * ${reason}`;
}

/** A service that also answers in query keeps its query codes in every protocol. */
function dialectOf(service: ServiceDefinition | undefined, protocol: Protocol): Dialect {
  if (protocol === 'query' || service?.protocols.includes('query')) {
    return 'query';
  }
  if (protocol === 'ec2Query') {
    return 'ec2';
  }
  if (protocol === 'restXml') {
    return 's3';
  }
  return protocol === 'restJson' ? 'restJson' : 'json';
}
