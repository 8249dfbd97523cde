import type { AccountView } from '../../checks/account-view.ts';
import { type EscalationPath, type Hop, statementsInForce } from '../../escalation/path.ts';
import { techniqueOf } from '../../escalation/techniques.ts';
import type { JsonObject } from '../../policy/problem.ts';
import { tool } from '../../version.ts';
import { notConsidered } from '../access/access-json.ts';
import type { AskedAccount } from '../access/account.ts';
import type { PathsAnswer, PathsByStart } from './question.ts';
import { NumberedStatements, type PathStatement, sidOf, textOf } from './statements.ts';

/** The answer in fields. A path is `{ target, conditional, hops[] }` as in the evidence of `privilege-escalation`; `statements[]` has each statement once. */
export function pathsJson({ account, gap }: AskedAccount, answer: PathsAnswer): JsonObject {
  const { question, principals, entryPoints, cuts, isAdmin, unread, longest } = answer;
  const { accountId, partition } = account.snapshot.account;
  const statements = new NumberedStatements();
  for (const path of [...principals.values(), ...entryPoints.values()].flat())
    for (const each of statementsInForce(path)) statements.numberOf(each);
  return {
    schemaVersion: 1,
    tool,
    account: { accountId, partition },
    from: question.from,
    to: question.to,
    ...(question.from !== null && question.to === null && { isAdmin }),
    gap,
    unread,
    notConsidered,
    longestPath: longest,
    principals: startsJson('principal', principals),
    entryPoints: startsJson('entryPoint', entryPoints),
    cuts: cuts.map(({ statement, ...counts }) => ({ ...placeJson(account, statement), ...counts })),
    statements: statements
      .all()
      .map(({ statement }) => ({ ...placeJson(account, statement), text: textOf(account, statement) })),
  };
}

function startsJson(key: string, starts: PathsByStart): readonly JsonObject[] {
  return Array.from(starts, ([start, paths]) => ({ [key]: start, paths: paths.map(pathJson) }));
}

function pathJson({ target, conditional, hops }: EscalationPath): JsonObject {
  return { target, conditional, hops: hops.map(hopJson) };
}

function hopJson({
  from,
  to,
  technique,
  grants,
  trusts,
  conditional,
  conditions,
  revived,
  resourceArn,
}: Hop): JsonObject {
  const { title } = techniqueOf(technique);
  return {
    from,
    to,
    technique,
    title,
    grants,
    trusts,
    conditional,
    conditions,
    ...(revived && { revived }),
    ...(resourceArn !== undefined && { resourceArn }),
  };
}

function placeJson(account: AccountView, place: PathStatement): JsonObject {
  return { ...place, sid: sidOf(account, place) };
}
