import { checkedPageSize, type PageSizeRule } from '../constraints.ts';
import type { Call } from '../operation.ts';
import { pageOf } from '../token-paging.ts';
import type { Workload } from './state.ts';

/** What a handler knows of where it answers. */
export type Place = Pick<Call<unknown>, 'account' | 'region'>;

/** The account's workloads of a kind in the Region that is asked. */
export function workloadsHere({ account, region }: Place, kind: Workload['kind']): readonly Workload[] {
  return account.workloads.filter((workload) => workload.kind === kind && workload.region === region);
}

/** ARN of something in the Region that is asked: `codebuild`, `project/orders`. */
export function arnHere({ account, region }: Place, service: string, resource: string): string {
  return `arn:${account.partition}:${service}:${region}:${account.accountId}:${resource}`;
}

interface PageRequest extends PageSizeRule {
  readonly size?: number | undefined;
  readonly token: string | undefined;
  readonly invalidTokenCode: string;
}

/** A page of what is listed, by a key of its own. */
export function pageHere<Item>(
  { account }: Place,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { size, token, invalidTokenCode, ...sizes }: PageRequest,
) {
  return pageOf({
    items,
    keyOf,
    pageSize: checkedPageSize(size, sizes),
    pageLimit: account.behaviour.pageLimit,
    token,
    invalidTokenCode,
  });
}
