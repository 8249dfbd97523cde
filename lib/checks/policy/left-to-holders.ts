import type { Evidence } from '../../findings/finding.ts';
import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { type PolicyDocument, policyOf } from '../../policy/document.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { actionsOf, statementsOf } from '../../policy/statement-actions.ts';
import type { AccountView, Grant, Principal } from '../account-view.ts';
import { once, oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { heldPolicies } from '../policy-holder.ts';
import { namesOf } from './policy-risks.ts';
import { deniedActions, setOf, unconfinedActions } from './unconfined-actions.ts';

/** Principals, policies and actions named in the evidence, each: a policy can reach thousands. */
const NAMED = 10;

/** For whom what a policy allows by its text takes effect, once all of their policies and their boundaries are read together. */
interface LeftToHolders {
  /** Whether it takes effect for anybody, or may. */
  readonly isEffective: boolean;
  readonly evidence: Evidence;
}

/** @param actions what the policy allows unconfined; asked for only where a holder has other policies that may take some of it away */
export function leftToHolders(
  account: AccountView,
  holders: readonly Principal[],
  actions: () => readonly number[],
): LeftToHolders {
  const granted = once(() => setOf(actions()));
  const limitsOf = limitsIn(account);
  const effective: string[] = [];
  const stopped: string[] = [];
  const open: string[] = [];
  const partly: Evidence[] = [];
  const stoppers = new Map<string, Evidence>();
  for (const principal of holders) {
    const limits = limitsOf(principal);
    const left = limits.leaves === null ? null : granted().intersect(limits.leaves);
    if (left?.isEmpty()) {
      stopped.push(principal.arn);
      for (const by of stoppersOf(limits, granted())) stoppers.set(JSON.stringify(by), by);
      continue;
    }
    (limits.isWhole ? effective : open).push(principal.arn);
    if (left === null || partly.length === NAMED || granted().isSubsetOf(left)) continue;
    const lacks = [...granted().difference(left)].slice(0, NAMED);
    partly.push({ arn: principal.arn, actionCount: left.count(), lacks: namesOf(lacks) });
  }
  return {
    isEffective: effective.length + open.length > 0,
    evidence: {
      effectiveFor: effective.slice(0, NAMED),
      effectiveCount: effective.length,
      ...(partly.length > 0 && { partlyFor: partly }),
      ...(stopped.length > 0 && {
        stoppedFor: stopped.slice(0, NAMED),
        stoppedCount: stopped.length,
        stoppedBy: [...stoppers.values()].slice(0, NAMED),
      }),
      ...(open.length > 0 && { unknownFor: open.slice(0, NAMED), unknownCount: open.length }),
    },
  };
}

/** What a principal's policies take from each other. */
interface Limits {
  /** What they leave of all that one of them allows unconfined; null when nothing is taken away. */
  readonly leaves: Bitset | null;
  readonly denying: readonly { readonly source: Grant; readonly policy: PolicyDocument }[];
  readonly boundaryArn: string | null;
  /** Whether all of them could be read. */
  readonly isWhole: boolean;
}

export const limitsIn = oncePer((account: AccountView) =>
  oncePer((principal: Principal) => readLimits(account, principal)),
);

function readLimits(account: AccountView, principal: Principal): Limits {
  const isHarmless = ({ document }: Grant) =>
    unreadReason(document) === null && (document === null || !denies(policyOf(document)));
  if (principal.entity.permissionsBoundaryArn === null && account.grantsOf(principal).every(isHarmless)) return NONE;
  const { holder, unread } = heldPolicies(account, principal);
  const { boundary, ...unbounded } = holder;
  // A boundary that was not read wholly may let everything through.
  const bounding = boundary === undefined || unread.includes(boundary.source) ? null : boundary.policy;
  const denying = holder.identity.filter(({ policy }) => denies(policy));
  // Only conditions can turn on who the holder is; to ask the evaluator takes longer than all the rest.
  const isPersonal = [...denying.map(({ policy }) => policy), ...(bounding === null ? [] : [bounding])].some(deniesIf);
  const possible = isPersonal ? effectivePermissions(bounding === null ? unbounded : holder).possible : EVERYTHING;
  const left = denying.reduce((rest, { policy }) => rest.difference(deniedBy(account)(policy)), possible);
  return {
    leaves: bounding === null ? left : left.intersect(unconfinedActions(bounding, account.snapshot.account)),
    denying,
    boundaryArn: bounding === null ? null : principal.entity.permissionsBoundaryArn,
    isWhole: unread.length === 0,
  };
}

const deniedBy = oncePer((account: AccountView) =>
  oncePer((policy: PolicyDocument) => setOf(deniedActions(policy, account.snapshot.account))),
);

const EVERYTHING = Bitset.ofRanges(catalogue.actionCount, [{ start: 0, end: catalogue.actionCount }]);

const NONE: Limits = { leaves: null, denying: [], boundaryArn: null, isWhole: true };

function denies(policy: PolicyDocument): boolean {
  return statementsOf(policy, 'Deny').length > 0;
}

function deniesIf(policy: PolicyDocument): boolean {
  return statementsOf(policy, 'Deny').some(({ conditions }) => conditions.length > 0);
}

/** The policies that deny some of it, and the boundary, which may. */
function stoppersOf({ denying, boundaryArn }: Limits, granted: Bitset): readonly Evidence[] {
  const by = denying.filter(({ policy }) =>
    statementsOf(policy, 'Deny').some((statement) => actionsOf(statement).actions.overlaps(granted)),
  );
  return [
    ...by.map(({ source }) => ({ layer: 'identity', ...source.source })),
    ...(boundaryArn === null ? [] : [{ layer: 'boundary', policyArn: boundaryArn }]),
  ];
}
