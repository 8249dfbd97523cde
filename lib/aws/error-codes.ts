/**
 * What each error code of AWS means to this program. Codes of the wire and names of the SDK differ by the ending
 * `Exception`, which is cut off before they are looked up.
 */
export const codesByKind = {
  denied: [
    'AccessDenied',
    'AuthorizationError',
    'Forbidden',
    'KMSAccessDenied',
    'NotAuthorized',
    'UnauthorizedAccess',
    'UnauthorizedOperation',
  ],
  'expired-credentials': ['ExpiredToken', 'RequestExpired', 'TokenRefreshRequired'],
  'no-credentials': [
    'AuthFailure',
    'CredentialsProviderError',
    'IncompleteSignature',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidSignature',
    'MissingAuthenticationToken',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnrecognizedClient',
  ],
  'clock-skew': ['RequestInTheFuture', 'RequestTimeTooSkewed'],
  throttled: [
    'BandwidthLimitExceeded',
    'EC2Throttled',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'SlowDown',
    'Throttled',
    'Throttling',
    'TooManyRequests',
  ],
  quota: ['LimitExceeded', 'ParameterLimitExceeded', 'ReportGenerationLimitExceeded', 'ServiceQuotaExceeded'],
  'not-found': [
    'AWSOrganizationsNotInUse',
    'AccountNotRegistered',
    'ApplicationDoesNotExist',
    'ClusterNotFound',
    'NoSuchBucket',
    'NoSuchEntity',
    'NoSuchKey',
    'NotFound',
    'ParameterNotFound',
    'PolicyNotFound',
    'ResourceNotFound',
    'StateMachineDoesNotExist',
    'TrailNotFound',
  ],
  network: [
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ERR_INVALID_URL',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ETIMEDOUT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'TimeoutError',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
} as const;

/** What to do about an error of AWS; `service` is everything that is AWS's own trouble or ours. */
export type AwsErrorKind = keyof typeof codesByKind | 'service';

const kindsByCode: ReadonlyMap<string, AwsErrorKind> = new Map(
  Object.entries(codesByKind).flatMap(([kind, codes]) => codes.map((code) => [code, kind as AwsErrorKind] as const)),
);

/** Looks an error code up, with or without the ending `Exception`. */
export function kindOfCode(code: string): AwsErrorKind | undefined {
  return kindsByCode.get(code) ?? kindsByCode.get(code.replace(/Exception$/, ''));
}
