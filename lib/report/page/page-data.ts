import type { GrantSource } from '../../checks/account-view.ts';
import type { CheckFamily, CheckMappings } from '../../checks/check.ts';
import type { Cut } from '../../escalation/cuts.ts';
import type { Severity } from '../../findings/finding.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { AuditReport, ReportSummary } from '../audit-report.ts';

/*
 * Everything that the page shows, as the file carries it. Types alone: the program in the browser reads them too. What is
 * the same in many places is one object in memory, and is written once (packed.ts).
 */

/** Raised when the page of another release would misread the data. Data and page travel in one file, so it is for tools. */
export const PAGE_DATA_VERSION = 1;

export interface PageData {
  readonly version: typeof PAGE_DATA_VERSION;
  /** The whole report, as `--format json` has it. */
  readonly report: AuditReport;
  /** Findings below this severity were left out of the report; its counts know them. null: all are there. */
  readonly minSeverity: Severity | null;
  /** Days without use after which something counts as unused, of whoever has no threshold of its own. */
  readonly unusedAfterDays: number;
  /** What the catalogue says of the checks, also of those that were not run. */
  readonly catalogue: readonly PageCheck[];
  /** Users first, in the order of the snapshot. */
  readonly principals: readonly PagePrincipal[];
  readonly groups: readonly PageGroup[];
  /** The managed policies that the snapshot holds. */
  readonly policies: readonly PagePolicy[];
  /** The Lambda functions of the Regions that were read; the record of coverage of `functions` says what is missing. */
  readonly functions: readonly PageFunction[];
  /** Earlier audits and this one, oldest first; empty where there are no earlier ones. */
  readonly trend: readonly TrendNight[];
  /** The techniques of the ways to become an administrator that were found. */
  readonly techniques: readonly PageTechnique[];
  /** Statements to take away one after the other, the most useful first; none where no ways were found. */
  readonly cuts: readonly Cut[];
}

/** How an attacker gets the powers of another. */
export interface PageTechnique {
  readonly id: string;
  /** What the attacker does, in the imperative. */
  readonly title: string;
  /** What has to be allowed, `service:Action` in AWS's spelling. */
  readonly actions: readonly string[];
  /** Whether it puts another version of a policy in force: what comes after it is granted by statements of that version. */
  readonly revives: boolean;
}

export interface PageCheck {
  readonly id: string;
  readonly family: CheckFamily;
  readonly title: string;
  readonly flags: string;
  /** The default of the catalogue; a finding can differ. */
  readonly severity: Severity;
  readonly rationale: string;
  readonly remediation: string;
  readonly mappings: CheckMappings;
}

/** A policy's text as it was read, and what it grants. */
export interface PageDocument {
  readonly text: StoredDocument;
  /** Namespaces of the services that it grants by itself, in alphabetical order; null: it could not be read whole. */
  readonly services: readonly string[] | null;
}

interface PageHolder {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: string;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  readonly inline: readonly { readonly name: string; readonly document: PageDocument }[];
}

export type PageGroup = PageHolder;

export interface PagePrincipal extends PageHolder {
  readonly kind: 'user' | 'role';
  /** Who decides what it may do: the account's own people, an AWS service, or Identity Center. */
  readonly origin: 'own' | 'service-linked' | 'identity-center';
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of the groups of a user, as far as the snapshot knows them. */
  readonly groups: readonly string[];
  readonly boundaryArn: string | null;
  /** Whether its policies make it an administrator; unknown where one of them could not be read. */
  readonly administrator: 'yes' | 'no' | 'unknown';
  /** Who may become the role; null for users. */
  readonly trust: StoredDocument | null;
  readonly use: PageUse;
  /** Every service that its policies grant, its groups' included, in alphabetical order. */
  readonly services: readonly PageServiceUse[];
  /** The policies that it holds: its own, then those of its groups. */
  readonly grants: readonly PageGrant[];
  /**
   * How many of the actions that AWS tracks it attempted inside the window, in services that it is granted; null when AWS
   * was not asked for actions, or has not answered.
   */
  readonly actionsUsed: number | null;
}

/** A policy in the hands of a principal. AWS attributes use to services: two policies that grant the same one are both in use. */
export interface PageGrant {
  readonly source: GrantSource;
  /** null: the principal's own. */
  readonly throughGroupArn: string | null;
  /** What it grants of the principal's services; null when its document could not be read whole. */
  readonly services: readonly PageServiceUse[] | null;
}

export interface PageFunction {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  /** In AWS's words; null: a container image. */
  readonly runtime: string | null;
  readonly modifiedAt: string;
  readonly roleArn: string;
  /**
   * The actions that AWS tracks and that its role used inside the window, `service:Action`; null when AWS was not asked for actions, has
   * not answered, or the role is not in the snapshot.
   */
  readonly actionsUsed: readonly string[] | null;
}

/**
 * Whether something was used inside the window of `unusedAfterDays`. `lastUsedAt` null is "never, or so long ago that AWS
 * does not keep it". Unknown is neither: nobody can say, or it is too young to be judged.
 */
export type PageUse =
  | { readonly status: 'used'; readonly lastUsedAt: string }
  | { readonly status: 'unused'; readonly lastUsedAt: string | null }
  | { readonly status: 'unknown'; readonly reason: string };

export type PageServiceUse = PageUse & { readonly service: string };

export interface PagePolicy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly managedBy: 'aws' | 'customer';
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The version in force; null when the snapshot does not hold it. */
  readonly document: PageDocument | null;
}

/** The numbers of one audit. */
export interface TrendNight {
  readonly startedAt: string;
  readonly counts: ReportSummary['counts'];
  readonly coveragePercent: number;
}
