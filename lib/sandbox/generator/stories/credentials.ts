import { allowing } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftServiceCredential, DraftUser } from '../model.ts';
import type { Story } from './story.ts';
import { attach, narrow, work } from './telling.ts';

/** Users by the credentials that they have, or have not. */
export const usersByCredentials: readonly Story[] = [
  { weight: 3, takes: { users: 1 }, tell: emptyShell },
  { weight: 1, takes: { users: 1 }, tell: youngShell },
  { weight: 3, takes: { users: 1 }, tell: twoKeys },
  { weight: 2, takes: { users: 1 }, tell: keySwitchedOff },
  { weight: 3, takes: { users: 1 }, tell: credentialForOneService },
  { weight: 1, takes: { users: 1 }, tell: credentialForAServiceItMayNotCall },
  { weight: 2, takes: { users: 1 }, tell: signingCertificate },
];

/** Nobody can sign in as this user, as far as is listed; it holds something all the same, or nothing. */
function emptyShell(draft: Draft): void {
  const user = draft.user({ name: draft.names.thing('legacy'), created: draft.chance.ago(20, 2000) });
  if (draft.chance.isTrue(0.6)) {
    attach(
      user,
      draft.aws(draft.chance.pick(['AmazonS3ReadOnlyAccess', 'AmazonSESFullAccess', 'AmazonSQSFullAccess'])),
    );
  }
}

function youngShell(draft: Draft): void {
  draft.user({ name: draft.names.thing('kiosk'), created: draft.chance.ago(0, 13) });
}

/** One key at work; the other is old, new, or off since the rotation. */
function twoKeys(draft: Draft): void {
  const { chance } = draft;
  const other = chance.pick([
    { active: true, created: 300, lastUsed: null },
    { active: true, created: 300, lastUsed: 100 },
    { active: true, created: 300, lastUsed: 45 },
    { active: true, created: 2, lastUsed: null },
    { active: true, created: 14, lastUsed: null },
    { active: false, created: 300, lastUsed: 120 },
  ]);
  const one = { active: true, created: chance.ago(60, 600), lastUsed: chance.ago(0, 5) };
  const user = draft.user({
    name: draft.names.thing('job'),
    created: 700,
    keys: chance.isTrue(0.5) ? [one, other] : [other, one],
  });
  draft.give(user, narrow(draft, 3));
  work(draft, user, { services: 1, least: 0, most: 5 });
}

function keySwitchedOff(draft: Draft): void {
  const { chance } = draft;
  const lastUsed = chance.ago(91, 300);
  const user = draft.user({ created: 600, keys: [{ active: false, created: 590, lastUsed }] });
  draft.give(user, narrow(draft, 3));
  work(draft, user, { services: 2, least: lastUsed, most: 390 });
}

function credentialForOneService(draft: Draft): void {
  const { chance } = draft;
  const service = chance.pick(['codecommit', 'cassandra', 'bedrock']);
  const [credential, lastCall] = chance.pick<readonly [Omit<DraftServiceCredential, 'service'>, number | null]>([
    [{ active: true, created: 300 }, 1],
    [{ active: true, created: 300 }, 45],
    [{ active: true, created: 300 }, 46],
    [{ active: true, created: 300 }, 100],
    [{ active: true, created: 300 }, null],
    [{ active: true, created: 4 }, null],
    [{ active: false, created: 300 }, null],
    [{ active: true, created: 300, expiresIn: -10 }, null],
    [{ active: true, created: 300, expiresIn: 30 }, 200],
  ]);
  const user = userWithCredential(draft, { service, ...credential });
  draft.give(user, allowing(chance, [{ services: [service], level: 'full' }]));
  if (lastCall !== null) {
    user.used.set(service, lastCall);
  }
}

function credentialForAServiceItMayNotCall(draft: Draft): void {
  const user = userWithCredential(draft, { service: 'codecommit', active: true, created: 200 });
  draft.give(user, allowing(draft.chance, [{ services: ['s3', 'sqs'], level: 'read' }]));
  work(draft, user, { services: 1, least: 0, most: 200 });
}

function userWithCredential(draft: Draft, credential: DraftServiceCredential): DraftUser {
  return draft.user({ name: draft.names.thing('git'), created: 400, serviceCredentials: [credential] });
}

/** AWS records no use of certificates: whoever is in use may be in use through one. */
function signingCertificate(draft: Draft): void {
  const { chance } = draft;
  const uploaded = chance.pick([500, 500, 3]);
  const user = draft.user({
    name: draft.names.thing('signer'),
    created: 600,
    certificates: [{ active: chance.isTrue(0.7), uploaded }],
  });
  draft.give(user, narrow(draft, 2));
  work(draft, user, {
    services: 1,
    ...chance.pick([
      { least: 0, most: 80 },
      { least: 95, most: 380 },
    ]),
  });
}
