import type { PageGrant, PagePrincipal, PageServiceUse } from '../../../page-data.ts';
import type { Model } from '../../model/model.ts';
import { countServices, type UseCounts } from '../../model/use-counts.ts';
import type { Params } from '../../route.ts';
import { compareNames } from './by-name.ts';
import { commonFilter } from './filters.ts';

/** A policy in the hands of one principal. */
export interface AttachmentRow {
  readonly key: string;
  readonly principal: PagePrincipal;
  readonly grant: PageGrant;
  readonly policyName: string;
  /** null: an inline policy. */
  readonly policyArn: string | null;
  readonly groupName: string | null;
  /** Empty where the text of the policy could not be read. */
  readonly services: readonly PageServiceUse[];
  readonly counts: UseCounts;
  readonly status: AttachmentStatus;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

/** Of the grant as a whole; `nothing`: it grants nothing, or nothing that other policies don't deny. */
export type AttachmentStatus = 'used' | 'unused' | 'unknown' | 'nothing';

const NONE: readonly PageServiceUse[] = [];

/** Of everybody whose policies somebody in the account can change. */
export function attachmentRows({ data, policyByArn, groupByArn }: Model): readonly AttachmentRow[] {
  return data.principals
    .filter(({ origin }) => origin !== 'service-linked')
    .flatMap((principal) =>
      principal.grants.map((grant) => {
        const { source, throughGroupArn } = grant;
        const policyArn = 'policyArn' in source ? source.policyArn : null;
        const policyName =
          'policyArn' in source
            ? (policyByArn.get(source.policyArn)?.name ?? source.policyArn)
            : source.inlinePolicy.name;
        const services = grant.services ?? NONE;
        const counts = countServices(services);
        return {
          key: `${principal.arn} ${throughGroupArn ?? ''} ${policyArn === null ? 'inline' : 'managed'} ${policyArn ?? policyName}`,
          principal,
          grant,
          policyName,
          policyArn,
          groupName: throughGroupArn === null ? null : (groupByArn.get(throughGroupArn)?.name ?? throughGroupArn),
          services,
          counts,
          status: statusOf(grant, counts),
          haystack: `${principal.arn}\n${policyArn ?? policyName}`.toLowerCase(),
        };
      }),
    );
}

/** As a whole it is used when anything of it is, and unused only when nothing of it is in doubt. */
function statusOf({ services }: PageGrant, { used, unused, unknown }: UseCounts): AttachmentStatus {
  if (used > 0) return 'used';
  if (services === null || unknown > 0) return 'unknown';
  return unused > 0 ? 'unused' : 'nothing';
}

/** The rows that fit the address. */
export function filterAttachmentRows(rows: readonly AttachmentRow[], params: Params): readonly AttachmentRow[] {
  const { kind, origin, policy, principal } = params;
  const fits = commonFilter(params);
  return rows.filter(
    (row) =>
      (kind === undefined || row.principal.kind === kind) &&
      (origin === undefined || row.principal.origin === origin) &&
      (policy === undefined || row.policyArn === policy) &&
      (principal === undefined || row.principal.arn === principal) &&
      fits(row),
  );
}

/** How attachments can be sorted, as the address names it. */
export const attachmentOrders = {
  idle: 'wholly unused first',
  unused: 'most unused first',
  name: 'by principal',
  policy: 'by policy',
};

export function sortAttachmentRows(rows: readonly AttachmentRow[], { sort }: Params): readonly AttachmentRow[] {
  const byName = (a: AttachmentRow, b: AttachmentRow) =>
    compareNames(a.principal.name, b.principal.name) || compareNames(a.policyName, b.policyName);
  const byUnused = (a: AttachmentRow, b: AttachmentRow) => b.counts.unused - a.counts.unused || byName(a, b);
  if (sort === 'name') return rows.toSorted(byName);
  if (sort === 'policy') return rows.toSorted((a, b) => compareNames(a.policyName, b.policyName) || byName(a, b));
  if (sort === 'unused') return rows.toSorted(byUnused);
  return rows.toSorted((a, b) => Number(b.status === 'unused') - Number(a.status === 'unused') || byUnused(a, b));
}
