import type { AccountView } from '../../checks/account-view.ts';
import { escalationAccount, escalationIn, unreadPolicyOf } from '../../checks/escalation/account-escalation.ts';
import { UsageError } from '../../errors.ts';
import { type Cut, cutsOf } from '../../escalation/cuts.ts';
import type { EscalationPath } from '../../escalation/path.ts';
import { MAX_HOPS } from '../../escalation/search.ts';
import { findPrincipal } from '../access/question.ts';

/** Whose paths, and where to; null for everybody, and for being an administrator. */
export interface PathsQuestion {
  readonly from: string | null;
  readonly to: string | null;
  /** Statements to cut, at most. */
  readonly cuts: number;
}

/** Who has paths, by ARN or by the name of a point of entry. */
export type PathsByStart = ReadonlyMap<string, readonly EscalationPath[]>;

export interface PathsAnswer {
  readonly question: PathsQuestion;
  /** Of users and roles. */
  readonly principals: PathsByStart;
  /** Of those whom trust policies let in from outside. */
  readonly entryPoints: PathsByStart;
  readonly cuts: readonly Cut[];
  /** Set when the one who was asked about is an administrator as it is. */
  readonly isAdmin: boolean;
  /** Principals with policies that could not be read: there can be other paths. */
  readonly unread: readonly string[];
  /** The longest path that was looked for, in hops, where there are longer ones; null where there are none. */
  readonly longest: number | null;
}

/** @throws UsageError when PRINCIPAL or --to is nobody in the account */
export function answerPaths(account: AccountView, asked: PathsQuestion): PathsAnswer {
  const escalation = escalationIn(account);
  const question = {
    ...asked,
    from: asked.from === null ? null : startOf(account, asked.from),
    to: asked.to === null ? null : findPrincipal(account, asked.to).arn,
  };
  const { from, to } = question;
  const outside = new Set(escalation.entryPoints);
  const paths = pathsOf(account, question);
  return {
    question,
    principals: new Map([...paths].filter(([arn]) => !outside.has(arn))),
    entryPoints: new Map([...paths].filter(([arn]) => outside.has(arn))),
    cuts: cutsOf(
      escalationAccount(account),
      { limit: asked.cuts, ...(from !== null && { from }), ...(to !== null && { to }) },
      escalation,
    ),
    isAdmin: from !== null && to === null && escalation.isAdmin(from),
    unread: account.principals.filter((principal) => unreadPolicyOf(account, principal) !== null).map(({ arn }) => arn),
    longest: escalation.isCut ? MAX_HOPS : null,
  };
}

/** A user or role, or a point of entry as a trust policy names it. */
function startOf(account: AccountView, text: string): string {
  const { entryPoints } = escalationIn(account);
  if (entryPoints.includes(text)) return text;
  const { arn } = findPrincipal(account, text);
  if (account.principals.some((principal) => principal.arn === arn)) return arn;
  throw new UsageError(`${text}: paths are of users, roles and points of entry; name the role of a session`);
}

function pathsOf(account: AccountView, { from, to }: PathsQuestion): PathsByStart {
  const escalation = escalationIn(account);
  if (from !== null) {
    const paths = to === null ? escalation.pathsFrom(from) : escalation.pathsBetween(from, to);
    return paths.length === 0 ? new Map() : new Map([[from, paths]]);
  }
  if (to !== null) return escalation.pathsTo(to);
  const fromOutside = escalation.entryPoints.flatMap((name) => {
    const paths = escalation.pathsFrom(name);
    return paths.length === 0 ? [] : [[name, paths] as const];
  });
  return new Map([...escalation.all(), ...fromOutside]);
}
