import { type ActionFacts, actionsIn } from '../../actions.ts';
import type { Boundless, Composition } from '../../meaning.ts';
import type { FindingEntry } from '../truth.ts';
import type { Limits } from './width.ts';

type Severity = NonNullable<FindingEntry['severity']>;

/** What a check of the risk classes finds in a policy. */
export type RiskFound = Pick<FindingEntry, 'severity' | 'actions' | 'places'>;

/** They read what is stored: objects, parameters and secrets. */
const exfiltrating: ReadonlySet<string> = new Set([
  's3:GetObject',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
]);

/** They make credentials or answer with them, by service; as Cloudsplaining lists them. */
const credentialsBy: Readonly<Record<string, readonly string[]>> = {
  airflow: ['CreateCliToken', 'CreateWebLoginToken'],
  appsync: ['CreateApiKey'],
  chime: ['CreateApiKey'],
  cloud9: ['CreateEnvironmentToken'],
  codeartifact: ['GetAuthorizationToken'],
  codepipeline: ['PollForJobs'],
  'cognito-identity': ['GetCredentialsForIdentity', 'GetOpenIdToken', 'GetOpenIdTokenForDeveloperIdentity'],
  'cognito-idp': ['GetSigningCertificate'],
  connect: ['GetFederationToken'],
  ec2: ['GetPasswordData'],
  ecr: ['GetAuthorizationToken'],
  'ecr-public': ['GetAuthorizationToken'],
  'emr-containers': ['GetManagedEndpointSessionCredentials'],
  'finspace-api': ['GetProgrammaticAccessCredentials'],
  gamelift: ['GetComputeAccess', 'GetComputeAuthToken', 'GetInstanceAccess', 'RequestUploadCredentials'],
  grafana: ['CreateWorkspaceApiKey'],
  iam: [
    ...['CreateAccessKey', 'CreateLoginProfile', 'CreateServiceSpecificCredential'],
    ...['ResetServiceSpecificCredential', 'UpdateAccessKey'],
  ],
  'license-manager': ['GetAccessToken'],
  lightsail: [
    ...['CreateBucketAccessKey', 'DownloadDefaultKeyPair', 'GetInstanceAccessDetails'],
    'GetRelationalDatabaseMasterUserPassword',
  ],
  mediapackage: ['RotateChannelCredentials', 'RotateIngestEndpointCredentials'],
  'rds-db': ['connect'],
  redshift: ['GetClusterCredentials', 'GetClusterCredentialsWithIAM'],
  'redshift-serverless': ['GetCredentials'],
  sts: [
    ...['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
    ...['GetFederationToken', 'GetSessionToken'],
  ],
};

const credentials: ReadonlySet<string> = new Set(
  Object.entries(credentialsBy).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
);

/** Which actions are in a class, and how grave it is where somebody has them. */
const classes = {
  'data-exfiltration': { severity: 'high', has: ({ name }) => exfiltrating.has(name) },
  'resource-exposure': { severity: 'high', has: ({ level }) => level === 'Permissions management' },
  'credentials-exposure': { severity: 'high', has: ({ name }) => credentials.has(name) },
  'infrastructure-modification': {
    severity: 'medium',
    has: (action) => writes(action) || (action.level === 'Tagging' && action.takesResources),
  },
} as const satisfies Record<string, { severity: Severity; has: (action: ActionFacts) => boolean }>;

const writing = 'write-without-condition';

export const checksOfRisks: readonly string[] = [...Object.keys(classes), writing];

function writes({ level, takesResources }: ActionFacts): boolean {
  return takesResources && (level === 'Write' || level === 'Permissions management');
}

/**
 * What can be done to anything in the account by what a policy allows whatever the request is, by check. One step lighter where nobody has
 * any of it.
 */
export function risksOf(
  composition: Composition,
  awsManaged: boolean,
  holders: readonly Limits[],
): ReadonlyMap<string, RiskFound> {
  const statements = composition.boundless.filter(({ when }) => when === 'always').map(knownActions);
  const found = new Map<string, RiskFound>();
  const gradeOf = (severity: Severity, actions: readonly ActionFacts[]): Severity =>
    holders.some((limits) => actions.some((action) => isLeft(action, limits))) ? severity : lighter(severity);
  for (const [checkId, { severity, has }] of Object.entries(classes)) {
    const actions = [...new Set(statements.flatMap(({ all }) => all.filter(has)))];
    if (actions.length > 0) {
      found.set(checkId, { severity: gradeOf(severity, actions), actions: actions.map(({ name }) => name) });
    }
  }
  const unbounded = statements
    .map(({ statement, all }) => ({ statement, actions: all.filter(writes) }))
    .filter(({ actions }) => actions.length > 0);
  if (unbounded.length > 0 && !makesAdministrators(composition)) {
    found.set(writing, {
      severity: gradeOf(
        awsManaged ? 'low' : 'medium',
        unbounded.flatMap(({ actions }) => actions),
      ),
      places: unbounded.map(({ statement, actions }) => `${statement}: ${actions.length}`),
    });
  }
  return found;
}

/** Many policies say the same. */
function knownActions(boundless: Boundless): { readonly statement: number; readonly all: readonly ActionFacts[] } {
  const { statement, actions, but = [] } = boundless;
  const key = `${actions.join()} but ${but.join()}`;
  const all = known.get(key) ?? [...actionsIn(boundless)];
  known.set(key, all);
  return { statement, all };
}

const known = new Map<string, readonly ActionFacts[]>();

/** That is what is said of such a policy, and not each of its writes. */
function makesAdministrators({ wide }: Composition): boolean {
  return wide.some(({ what, when }) => what === 'everything' && when === 'always');
}

function isLeft({ service }: ActionFacts, { denied, bounded }: Limits): boolean {
  return !denied.has(service) && (bounded === null || bounded.has(service));
}

function lighter(severity: Severity): Severity {
  const grades = ['critical', 'high', 'medium', 'low', 'info'] as const;
  return grades[grades.indexOf(severity) + 1] ?? severity;
}
