import type { Principal } from '../../policy/evaluate/principal.ts';
import type { Statement } from '../../policy/statement.ts';
import type { CheckContext } from '../check.ts';
import type { Attempt } from './attempt.ts';
import {
  CALLERS_CHOICE,
  everyRequest,
  STRANGE_ACCOUNT,
  STRANGE_NETWORK,
  somebodyIn,
  TAG_KEYS,
  WITHOUT_PROOF,
} from './strangers.ts';
import { statementsAllowing, type Trust } from './trusting-role.ts';

/** Every account has it built in, so that anybody who signed up there can come with a token. */
const BUILT_IN_PROVIDER = 'accounts.google.com';

/** What anybody in the world can try: with an AWS account of one's own, or with a token of a public provider. */
export function anybody(context: CheckContext): readonly Attempt[] {
  const known = { ...everyRequest(context), ...STRANGE_NETWORK };
  const guest: Principal = { kind: 'federated', provider: BUILT_IN_PROVIDER };
  return [
    ...somebodyIn(context, STRANGE_ACCOUNT).flatMap((principal) =>
      WITHOUT_PROOF.map((proof): Attempt => {
        const values = { ...known, 'aws:userid': 'AIDASOMEBODYELSE', ...proof };
        return { principal, action: 'sts:AssumeRole', context: values, open: [...CALLERS_CHOICE, ...TAG_KEYS] };
      }),
    ),
    { principal: guest, action: 'sts:AssumeRoleWithWebIdentity', context: known, open: CALLERS_CHOICE },
  ];
}

/** The same, by people who know the external id: it is no secret, and AWS does not treat it as one. */
export function anybodyWithExternalId(context: CheckContext): readonly Attempt[] {
  return anybody(context).map((attempt) => {
    const { 'sts:ExternalId': _, ...known } = attempt.context;
    return { ...attempt, context: known, open: [...attempt.open, 'sts:ExternalId'] };
  });
}

/** The Allow statements that name no principals, but all (`*`) or all but some (NotPrincipal). */
export function statementsForEverybody(trust: Trust): readonly Statement[] {
  const allowing = (['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'] as const).flatMap((action) =>
    statementsAllowing(trust, action),
  );
  return [...new Set(allowing)].filter(isForEverybody);
}

/** Whether it names all principals, or all but some. */
export function isForEverybody({ principals, notPrincipals }: Statement): boolean {
  return principals?.any === true || notPrincipals !== null;
}
