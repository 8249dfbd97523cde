import type {
  Criterion,
  FindingSummaryV2,
  ListFindingsV2CommandInput,
  ListFindingsV2Response,
  ResourceType,
} from '@aws-sdk/client-accessanalyzer';
import type { Account } from '../account.ts';
import { checkedPageSize, failedConstraint } from '../constraints.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { arnOf, notFound, PAGE_SIZES } from './naming.ts';

type Finding = Account['analyzers'][number]['findings'][number];

/** ListFindingsV2: what the account file says of an analyzer in the Region that is asked, dated as it is there. */
export function listFindings(call: Call<HandlerInput<ListFindingsV2CommandInput>>): ListFindingsV2Response {
  const { input, account, region } = call;
  const pageSize = checkedPageSize(input.maxResults, PAGE_SIZES);
  const matches = compileFilter(input.filter ?? {});
  const analyzer = account.analyzers.find(
    (each) => each.region === region && arnOf(account, each) === input.analyzerArn,
  );
  if (!analyzer) {
    throw notFound(`Analyzer ${input.analyzerArn} does not exist.`);
  }
  const { items, nextToken } = pageOf({
    items: analyzer.findings.filter(matches),
    keyOf: ({ id }) => id,
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.nextToken,
    invalidTokenCode: 'ValidationException',
  });
  return { findings: items.map(summaryOf), nextToken };
}

function summaryOf({ id, type, resource, resourceType, owner, status, createdAt, error }: Finding): FindingSummaryV2 {
  return {
    id,
    findingType: type,
    resource,
    resourceType: resourceType as ResourceType,
    resourceOwnerAccount: owner,
    status,
    createdAt,
    updatedAt: createdAt,
    analyzedAt: createdAt,
    error,
  };
}

/** The filter keys of the sandbox, out of those in the IAM User Guide, access-analyzer-reference-filter-keys. */
const filterKeys: Readonly<Record<string, (finding: Finding) => string | undefined>> = {
  status: ({ status }) => status,
  findingType: ({ type }) => type,
  resource: ({ resource }) => resource,
  resourceType: ({ resourceType }) => resourceType,
  resourceOwnerAccount: ({ owner }) => owner,
  // A finding of an error has none: nothing was looked at.
  isPublic: (finding) => (finding.type === 'ExternalAccess' && !finding.error ? String(finding.public) : undefined),
  error: ({ error }) => error,
};

function compileFilter(filter: Readonly<Record<string, Criterion>>): (finding: Finding) => boolean {
  const predicates = Object.entries(filter).map(([key, criterion]) => {
    const read = Object.hasOwn(filterKeys, key) ? filterKeys[key] : undefined;
    if (!read) {
      throw failedConstraint('filter', key, `Member must be one of [${Object.keys(filterKeys).join(', ')}]`);
    }
    return (finding: Finding) => meets(criterion, read(finding));
  });
  return (finding) => predicates.every((predicate) => predicate(finding));
}

function meets({ eq, neq, contains, exists }: Criterion, value: string | undefined): boolean {
  return (
    (eq === undefined || (value !== undefined && eq.includes(value))) &&
    (neq === undefined || value === undefined || !neq.includes(value)) &&
    (contains === undefined || contains.some((part) => value?.includes(part))) &&
    (exists === undefined || exists === (value !== undefined))
  );
}
