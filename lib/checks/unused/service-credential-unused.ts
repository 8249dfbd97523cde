import type { CoverageSource } from '../../snapshot/snapshot.ts';
import type { UserPrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, lastUseIn, textOf } from '../evidence.ts';
import { servicesHeld } from '../held-services.ts';
import { unreadReason } from '../permissions.ts';
import { userResource } from '../resources.ts';
import { type ServiceCredential, type ServiceCredentialKind, serviceCredentials } from '../service-credentials.ts';
import { type Use, usageOf } from '../usage.ts';
import { graceOf, notCollected, pass, unknown } from '../verdicts.ts';
import { credentialWindow, credentialWindowOf } from '../windows.ts';

export const serviceCredentialUnused: Check = {
  id: 'service-credential-unused',
  family: 'unused',
  title: 'Credential for one service that is not needed',
  flags:
    'An active service-specific credential (an API key of Bedrock, a password of CodeCommit or Keyspaces) or SSH public key ' +
    'of a user who did not call that service for `credentialUnusedAfterDays`, or may not; and an active signing certificate ' +
    'of a user who used nothing at all for `unusedAfterDays`, because AWS records no use of certificates.',
  severity: 'low',
  rationale:
    'These credentials are in no credential report and few inventories; many never expire, and each opens a service without MFA.',
  remediation: 'Deactivate the credential, and delete it when nobody has missed it.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'service-specific-credentials', 'last-accessed'],
  uses: ['credential-report', 'ssh-public-keys', 'signing-certificates'],
  window: credentialWindow,

  *evaluate(context) {
    const credentialsOf = serviceCredentials(context);
    const users = context.account.principals.filter((principal) => principal.kind === 'user');
    for (const user of users) {
      for (const credential of credentialsOf(user)) yield judge(context, user, credential);
    }
    if (users.length > 0) yield* notListed(context);
  },

  describe({ resource, evidence }) {
    const id = textOf(evidence, 'credentialId');
    const made = dayOf(evidence, 'createdAt');
    const what = `The ${kinds[kindOf(evidence.kind)].name}${id === null ? '' : ` ${id}`} of ${resource.name}, created ${made}, is active, but`;
    const service = textOf(evidence, 'service');
    return service === null
      ? `${what} the user ${lastUseIn(evidence)}.`
      : `${what} ${service} ${lastUseIn(evidence)} by this user.`;
  },

  remediate({ resource, evidence }) {
    const id = textOf(evidence, 'credentialId');
    const { list, noun, option } = kinds[kindOf(evidence.kind)];
    const user = { 'user-name': resource.name };
    const deletion = `When nobody has missed it for some weeks, delete it with \`aws iam delete-${noun}\`, which nothing undoes.`;
    if (id === null) {
      return remediation(
        `Find its id, and deactivate it with \`aws iam update-${noun} --status Inactive\`. ${deletion}`,
        [iam(list, user)],
      );
    }
    return remediation(`Deactivate it (the same line with --status Active undoes it). ${deletion}`, [
      iam(`update-${noun}`, { ...user, [option]: id, status: 'Inactive' }),
    ]);
  },
};

/** How people and the CLI call each kind. */
const kinds = {
  'service-specific': {
    name: 'service-specific credential',
    list: 'list-service-specific-credentials',
    noun: 'service-specific-credential',
    option: 'service-specific-credential-id',
  },
  'ssh-public-key': {
    name: 'SSH public key',
    list: 'list-ssh-public-keys',
    noun: 'ssh-public-key',
    option: 'ssh-public-key-id',
  },
  'signing-certificate': {
    name: 'signing certificate',
    list: 'list-signing-certificates',
    noun: 'signing-certificate',
    option: 'certificate-id',
  },
} as const satisfies Record<ServiceCredentialKind, object>;

function kindOf(value: unknown): ServiceCredentialKind {
  return value === 'ssh-public-key' || value === 'signing-certificate' ? value : 'service-specific';
}

function judge(context: CheckContext, user: UserPrincipal, credential: ServiceCredential): Verdict {
  const { kind, service, id, createdAt, discriminator } = credential;
  const detail = service ?? kinds[kind].name;
  const use = service === null ? useOfCertificate(context, user) : useOfService(context, user, service);
  if (use.status === 'used') return pass;
  if (createdAt === null) {
    const reason = 'AWS did not say when it was created.';
    return unknown({ code: 'not-collected', reason }, user.arn, detail, discriminator);
  }
  const unseen = graceOf(context, user.arn, createdAt) ?? (use.status === 'unknown' ? use : null);
  if (unseen !== null) return unknown(unseen, user.arn, detail, discriminator);
  return {
    verdict: 'finding',
    resource: userResource(context, user.entity),
    evidence: {
      lastUsedAt: use.status === 'unused' ? use.lastUsedAt : null,
      kind,
      service,
      credentialId: id,
      createdAt,
    },
    discriminator,
  };
}

/** The user's calls of the service, by whatever credential: AWS does not tell them apart. */
function useOfService(context: CheckContext, principal: UserPrincipal, service: string): Use {
  const { account } = context;
  const held = servicesHeld(account, principal, new Set([service])).get(service);
  const documents = held?.grants.flatMap(({ source }) => source.document ?? []) ?? [];
  const useOf = usageOf(context).ofServices(principal, credentialWindowOf(context, principal.arn));
  const use = useOf(held ?? { service, named: false, recorded: true }, documents);
  if (use.status !== 'not-granted') return use;
  const unread = account.grantsOf(principal).map((grant) => unreadReason(grant.document));
  const reason = unread.find((each) => each !== null);
  if (reason) return { status: 'unknown', ...reason };
  // A credential for what its user may not do serves nothing.
  if (held === undefined) return { status: 'unused', lastUsedAt: null };
  return { status: 'unknown', code: 'untracked', reason: `AWS's report on this user does not mention ${service}.` };
}

function useOfCertificate(context: CheckContext, user: UserPrincipal): Use {
  const use = usageOf(context).ofPrincipal(user);
  if (use.status !== 'used') return use;
  return {
    status: 'unknown',
    code: 'untracked',
    reason: 'The user is in use, and AWS records no use of signing certificates.',
  };
}

/**
 * Kinds of credentials that were not listed, or not of every user: any user can have one. What was skipped on purpose is
 * said of the account, so that the check is not blind to the rest.
 */
function* notListed(context: CheckContext): Iterable<Verdict> {
  const { partition, accountId } = context.account.snapshot.account;
  const sources: readonly (readonly [CoverageSource, string])[] = [
    ['service-specific-credentials', 'service-specific credentials'],
    ['ssh-public-keys', 'SSH public keys'],
    ['credential-report', 'signing certificates'],
  ];
  for (const [source, detail] of sources) {
    const status = context.account.coverageOf(source)?.status;
    if (status === 'complete') continue;
    const missing = { verdict: 'unknown', detail, ...notCollected(context, source) } as const;
    yield status === 'skipped' ? { ...missing, resourceArn: `arn:${partition}:iam::${accountId}:root` } : missing;
  }
}
