import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Finding } from '../../../../findings/finding.ts';
import type { AuditReport } from '../../../audit-report.ts';
import type { PageCheck, PageData, PageFunction, PageGroup, PagePolicy, PagePrincipal } from '../../page-data.ts';
import { haystackOf } from './haystack.ts';

/** The data of the page, looked up by what views ask for. */
export interface Model {
  readonly data: PageData;
  readonly findings: readonly Finding[];
  /** By the index of the finding: the text that is searched in, in lower case. */
  readonly haystacks: readonly string[];
  readonly findingById: ReadonlyMap<string, Finding>;
  /** Findings on a resource, gravest first. Those of a permission set are on its role. */
  readonly findingsByArn: ReadonlyMap<string, readonly Finding[]>;
  readonly checkById: ReadonlyMap<string, PageCheck>;
  readonly outcomeById: ReadonlyMap<string, AuditReport['checks'][number]>;
  readonly principalByArn: ReadonlyMap<string, PagePrincipal>;
  readonly groupByArn: ReadonlyMap<string, PageGroup>;
  readonly policyByArn: ReadonlyMap<string, PagePolicy>;
  readonly functionByArn: ReadonlyMap<string, PageFunction>;
}

export function makeModel(data: PageData): Model {
  const { findings, checks } = data.report;
  return {
    data,
    findings,
    haystacks: findings.map(haystackOf),
    findingById: indexBy(findings, ({ id }) => id),
    findingsByArn: Map.groupBy(findings, ({ resource }) => resource.arn),
    checkById: indexBy(data.catalogue, ({ id }) => id),
    outcomeById: indexBy(checks, ({ id }) => id),
    principalByArn: indexBy(data.principals, ({ arn }) => arn),
    groupByArn: indexBy(data.groups, ({ arn }) => arn),
    policyByArn: indexBy(data.policies, ({ arn }) => arn),
    functionByArn: indexBy(data.functions, ({ arn }) => arn),
  };
}

function indexBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

export const ModelContext = createContext<Model | null>(null);

/** @throws Error outside of the page, where there is no model */
export function useModel(): Model {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('there is no ModelContext around this component');
  return model;
}
