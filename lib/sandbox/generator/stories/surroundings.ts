import type { Draft } from '../draft.ts';
import { denyingWithoutMfa } from '../mfa.ts';
import { attach, narrow } from './telling.ts';

/** What is there before the first principal: policies that many share, and groups. */
export function tellBeginnings(draft: Draft): void {
  const { chance, left } = draft;
  for (let count = Math.ceil(left.policies * 0.06); count > 0; count -= 1) {
    draft.shared.push(
      draft.policy({ created: chance.ago(100, 1500), updated: chance.ago(20, 100), composition: narrow(draft, 5) }),
    );
  }
  for (let index = 0; index < left.groups; index += 1) {
    tellGroup(draft, index);
  }
}

/** Of ten groups, five are teams, one guards people who have not used MFA, and the others are what becomes of teams. */
function tellGroup(draft: Draft, index: number): void {
  const { chance } = draft;
  const created = chance.ago(100, 2000);
  switch (index % 10) {
    case 5: {
      const guarded = draft.group({ created });
      guarded.inline.set('require-mfa', chance.pick(denyingWithoutMfa));
      attach(guarded, draft.aws('ViewOnlyAccess'));
      draft.guardedTeams.push(guarded);
      return;
    }
    case 6: {
      const former = draft.group({ created });
      draft.give(former, narrow(draft, 3));
      draft.formerTeams.push(former);
      return;
    }
    case 7:
      draft.teams.push(draft.group({ created: chance.pick([created, 5]) }));
      return;
    case 8: {
      const empty = draft.group({ created: chance.pick([created, created, 10]) });
      attach(empty, draft.aws('AmazonS3ReadOnlyAccess'));
      return;
    }
    case 9:
      draft.group({ created: chance.pick([created, 14, 3]) });
      return;
    default: {
      const team = draft.group({ created });
      attach(team, draft.aws(index === 0 ? 'ReadOnlyAccess' : chance.pick(policiesOfTeams)));
      if (draft.shared.length > 0 && chance.isTrue(0.5)) {
        attach(team, chance.pick(draft.shared));
      }
      if (chance.isTrue(0.3)) {
        draft.give(team, narrow(draft, 3));
      }
      draft.teams.push(team);
    }
  }
}

const policiesOfTeams = [
  'AmazonRDSReadOnlyAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'Billing',
  'CloudWatchReadOnlyAccess',
  'IAMUserChangePassword',
  'PowerUserAccess',
  'SupportUser',
  'ViewOnlyAccess',
];

/** What stands beside principals and policies: profiles, providers and certificates that nobody thinks of. */
export function tellOddsAndEnds(draft: Draft): void {
  const { chance, names } = draft;
  for (let count = 2 + Math.floor(draft.roles.length / 250); count > 0; count -= 1) {
    draft.profiles.push({
      name: names.thing('profile'),
      created: chance.pick([chance.ago(14, 900), chance.ago(0, 13)]),
    });
  }
  draft.providers.push(
    { kind: 'oidc', url: `https://gitlab.${names.thing()}.example.com`, created: chance.ago(14, 900) },
    { kind: 'oidc', url: `https://ci.${names.thing()}.example.com`, created: chance.pick([5, 500]) },
    { kind: 'saml', name: names.thing('idp'), created: chance.pick([5, 14, 700]), expiresIn: 300 },
  );
  draft.certificates.push(
    { name: names.thing('tls'), uploaded: 500, expiresIn: -chance.integer(1, 200) },
    { name: names.thing('tls'), uploaded: 100, expiresIn: chance.integer(1, 200) },
  );
}
