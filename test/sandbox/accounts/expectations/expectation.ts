import type { UnknownCode } from '../../../../lib/checks/check.ts';
import type { Severity } from '../../../../lib/findings/finding.ts';

/** What one check has to say of one thing in an account file. */
export interface Expectation {
  readonly checkId: string;
  /** Of the resource; `arn:aws:iam::{account}:root` for what is said of an account. */
  readonly arn: string;
  /** `pass`: a near miss, which must not be found. */
  readonly expect: 'finding' | 'pass' | 'unknown';
  /** What tells it from others on the same ARN: key slot, policy ARN or name of an inline policy, service, Region. */
  readonly discriminator?: string;
  /** Exactly these services are in the finding; left out where they are too many to be worth writing down. */
  readonly services?: readonly string[];
  /** Only where it is part of the rule that the expectation shows. */
  readonly severity?: Severity;
  /** Of `unknown`. */
  readonly code?: UnknownCode;
  /** The reason, in the words of the account's story. */
  readonly why: string;
}

type Details = Partial<Pick<Expectation, 'discriminator' | 'services' | 'severity'>>;

/** The expectations of one check, which read: what is found where, and why. */
export function check(checkId: string) {
  return {
    finding: (arn: string, why: string, details: Details = {}): Expectation => ({
      checkId,
      arn,
      expect: 'finding',
      ...details,
      why,
    }),
    nearMiss: (arn: string, why: string, details: Details = {}): Expectation => ({
      checkId,
      arn,
      expect: 'pass',
      ...details,
      why,
    }),
    unknown: (arn: string, code: UnknownCode, why: string, details: Details = {}): Expectation => ({
      checkId,
      arn,
      expect: 'unknown',
      code,
      ...details,
      why,
    }),
  };
}

/** ARNs of one account; paths and names together, as in `people/m.okafor`. */
export function arnsOf(accountId: string) {
  const iam = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
  return {
    account: iam('root'),
    user: (pathAndName: string) => iam(`user/${pathAndName}`),
    group: (pathAndName: string) => iam(`group/${pathAndName}`),
    role: (pathAndName: string) => iam(`role/${pathAndName}`),
    policy: (pathAndName: string) => iam(`policy/${pathAndName}`),
    instanceProfile: (pathAndName: string) => iam(`instance-profile/${pathAndName}`),
    oidcProvider: (url: string) => iam(`oidc-provider/${url}`),
    samlProvider: (name: string) => iam(`saml-provider/${name}`),
    serverCertificate: (pathAndName: string) => iam(`server-certificate/${pathAndName}`),
    analyzer: (region: string, name: string) => `arn:aws:access-analyzer:${region}:${accountId}:analyzer/${name}`,
    key: (id: string, region = 'eu-west-1') => `arn:aws:kms:${region}:${accountId}:key/${id}`,
    lambda: (name: string, region = 'eu-west-1') => `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    /** Names of parameters begin with a slash. */
    parameter: (name: string, region = 'eu-west-1') => `arn:aws:ssm:${region}:${accountId}:parameter${name}`,
    instance: (id: string, region = 'eu-west-1') => `arn:aws:ec2:${region}:${accountId}:instance/${id}`,
    launchTemplate: (id: string, region = 'eu-west-1') => `arn:aws:ec2:${region}:${accountId}:launch-template/${id}`,
    trail: (region: string, name: string) => `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`,
  };
}

export function bucket(name: string): string {
  return `arn:aws:s3:::${name}`;
}

export function awsPolicy(pathAndName: string): string {
  return `arn:aws:iam::aws:policy/${pathAndName}`;
}

/** The account of sample.json. */
export const prod = arnsOf('111122223333');
