/** A claim that says whose token it is, and how a pattern must begin that matches the tokens of one tenant only. */
export interface TenancyClaim {
  /** Name of the claim under the issuer, or the whole condition key where the tenant is in another one. */
  readonly claim: string;
  /** Matches patterns that fix the tenant; null when only a value without wildcards does. */
  readonly tenant: RegExp | null;
}

/** An issuer of tokens whose customers all share it, so that the tenant is known by a claim alone. */
export interface SharedIssuer {
  /** Host and path of the provider's URL, as in its ARN and in condition keys. */
  readonly issuer: string;
  /** The claim that IAM demands of new trust policies. */
  readonly required: TenancyClaim;
  /** Claims that fix the tenant as well. */
  readonly others: readonly TenancyClaim[];
  /** A value of the required claim, for the operator to fill. */
  readonly example: string;
}

const exact = (claim: string): TenancyClaim => ({ claim, tenant: null });

/** `organization:acme:...`: a name, and a value that ends before the first wildcard. */
const NAMED_TENANT = /^[^:/*?]+:[^:/*?]+[:/]/;

/** Not the actor, nor a reusable workflow: both can be at work in the repository of a stranger. */
const github = {
  required: { claim: 'sub', tenant: NAMED_TENANT },
  others: [
    { claim: 'repository', tenant: /^[^/*?]+\// },
    ...['repository_id', 'repository_owner', 'repository_owner_id', 'enterprise', 'enterprise_id'].map(exact),
  ],
  example: 'repo:<organisation>/<repository>:ref:refs/heads/<branch>',
};

const bySubject = (issuer: string, example: string, tenant = NAMED_TENANT): SharedIssuer => ({
  issuer,
  required: { claim: 'sub', tenant },
  others: [],
  example,
});

const byAudience = (issuer: string, example: string): SharedIssuer => ({
  issuer,
  required: exact('aud'),
  others: [exact('sub')],
  example,
});

/** The subject is that of a service account of Kubernetes: only its namespace is of one customer. */
const turbonomic = (issuer: string): SharedIssuer =>
  bySubject(issuer, 'system:serviceaccount:<namespace>:<service account>', /^system:serviceaccount:[^:*?]+:/);

/**
 * Issuers known to IAM as shared, with the claim that it demands of a trust policy that is created or changed, as of 2026-11-23: IAM
 * User Guide, id_roles_providers_oidc_secure-by-default. Roles older than that rule stay as they are. The last three are
 * built in (reference_policies_elements_principal) and shared by everybody who signed up there. GitHub Enterprise Server, GitLab
 * of one's own and clusters have issuers of their own, whose tokens no stranger gets.
 */
const issuers: readonly SharedIssuer[] = [
  { issuer: 'token.actions.githubusercontent.com', ...github },
  { issuer: 'vstoken.actions.githubusercontent.com', ...github },
  bySubject(
    'oidc-configuration.audit-log.githubusercontent.com',
    'https://github.com/<enterprise>',
    /^https:\/\/github\.com\/[^/*?]+\//,
  ),
  bySubject('gitlab.com', 'project_path:<group>/<project>:ref_type:branch:ref:<branch>'),
  bySubject('app.terraform.io', 'organization:<organisation>:project:<project>:workspace:<workspace>:run_phase:*'),
  bySubject('agent.buildkite.com', 'organization:<organisation>:pipeline:<pipeline>:*'),
  bySubject('oidc.codefresh.io', 'account:<account>:pipeline:<pipeline>:*'),
  bySubject('studio.datachain.ai/api', 'credentials:<team>/<name>'),
  bySubject('scalr.io', 'account:<account>:environment:<environment>:workspace:<workspace>'),
  bySubject('tokens.cloud.shisho.dev', '<subject of your organisation>'),
  bySubject('proidc.upbound.io', 'mcp:<organisation>/<control plane>:provider:provider-aws'),
  turbonomic('oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb'),
  turbonomic('oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26'),
  byAudience('cognito-identity.amazonaws.com', '<id of the identity pool>'),
  byAudience('api.pulumi.com/oidc', 'aws:<organisation>'),
  byAudience('sandboxes.cloud', '<audience of your organisation>'),
  byAudience('oidc.vercel.com', 'https://vercel.com/<team>'),
  {
    issuer: 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
    required: exact('sts:RoleSessionName'),
    others: [],
    example: 'MicrosoftSentinel_<id of the workspace>',
  },
  {
    issuer: 'accounts.google.com',
    required: exact('aud'),
    others: ['sub', 'oaud', 'email'].map(exact),
    example: '<client id>',
  },
  { issuer: 'www.amazon.com', required: exact('app_id'), others: [exact('user_id')], example: '<application id>' },
  { issuer: 'graph.facebook.com', required: exact('app_id'), others: [exact('id')], example: '<application id>' },
];

const byName = new Map(issuers.map((each) => [each.issuer, each]));

/** The shared issuer that a Federated principal names, by the ARN of its provider or by its name; undefined for other providers. */
export function sharedIssuerOf(federated: string): SharedIssuer | undefined {
  const [, name = federated] = /^arn:[^:]*:iam::\d*:oidc-provider\/(.+)$/.exec(federated) ?? [];
  return byName.get(name.toLowerCase().replace(/\/$/, ''));
}

/** The condition key of a claim. */
export function keyOf({ issuer }: SharedIssuer, { claim }: TenancyClaim): string {
  return claim.includes(':') ? claim : `${issuer}:${claim}`;
}
