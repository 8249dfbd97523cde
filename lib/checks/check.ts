import type { Configuration } from '../config/configuration.ts';
import type { Exception } from '../config/exception.ts';
import type { WrittenParameter } from '../config/written-settings.ts';
import type { Evidence, Observation, Remediation, Resource, Severity } from '../findings/finding.ts';
import type { TrackedActions } from '../policy/catalogue/tracked-actions.ts';
import type { CoverageSource } from '../snapshot/snapshot.ts';
import type { AccountView } from './account-view.ts';

export type CheckFamily =
  | 'unused'
  | 'credentials'
  | 'policy'
  | 'trust'
  | 'escalation'
  | 'guardrails'
  | 'serverless'
  | 'rolesanywhere'
  | 'compute'
  | 'housekeeping';

/** Numbers of other catalogues. CIS numbers are strings, because 1.10 is not 1.1. */
export interface CheckMappings {
  /** CIS AWS Foundations Benchmark: version to recommendation, for example `{ '5.0': '1.11' }`. */
  readonly cis: Readonly<Record<string, string>>;
  /** Security Hub controls, for example `IAM.22`. */
  readonly securityHub: readonly string[];
  /** Ids of Prowler's checks. */
  readonly prowler: readonly string[];
}

/** Why nothing can be said about a resource. The code is for programs, the sentence for people. */
export type UnknownCode =
  /** A source that the check needs was not readable: see its coverage record. */
  | 'not-collected'
  /** AWS's job for this principal failed, or its answer was lost. */
  | 'job-failed'
  /** The permission to ask for this principal is missing. */
  | 'denied'
  /** Younger than the grace period. */
  | 'young'
  /** It can be in use in a Region where AWS tracks no use. */
  | 'untracked-region'
  /** AWS's report does not mention the service or action. */
  | 'untracked'
  /** The entity disappeared while the audit ran. */
  | 'gone'
  /** The policy document could not be read as JSON. */
  | 'unreadable-document'
  /** Farther away than the search goes. */
  | 'not-searched';

/** What a check says of one thing it looked at. */
export type Verdict =
  | { readonly verdict: 'pass' }
  | {
      readonly verdict: 'finding';
      readonly resource: Resource;
      readonly evidence: Evidence;
      /** When this case is graver or lighter than the catalogue's default. */
      readonly severity?: Severity;
      readonly discriminator?: string;
      /** On a finding that passes on what AWS's own analysis found: the findings of ours that say the same. */
      readonly sameAs?: SameProblem;
    }
  | {
      readonly verdict: 'unknown';
      readonly code: UnknownCode;
      readonly reason: string;
      /** Left out: it is of everything that the check looks at. */
      readonly resourceArn?: string;
      /** Where it is not of one resource: the Regions that it is not about, because they were read. */
      readonly outsideRegions?: readonly string[];
      /** The policy, service or action that is unknown for that resource. */
      readonly detail?: string;
      /** The discriminator of the one finding that cannot be judged; left out, no finding on that resource can be. */
      readonly discriminator?: string;
    };

/**
 * Where a finding of AWS's own analysis may be found by us, too: then it is not a finding of its own, and its `witnesses`
 * go into the evidence of ours.
 */
export interface SameProblem {
  /** Checks whose findings on the same resource are about the same problem. */
  readonly checkIds: readonly string[];
  /** Which of them; left out, all. */
  readonly isSame?: (ours: Observation) => boolean;
}

/** Everything a check may look at. Pure data: no client, no clock, no environment. */
export interface CheckContext {
  readonly account: AccountView;
  readonly configuration: Configuration;
  /** The instant that ages are counted to. */
  readonly now: Date;
  /** Which actions AWS tracks, where a table of them is at hand; null or left out: only what its answers show. */
  readonly trackedActions?: TrackedActions | null;
  /** What became of the operator's exceptions; only for checks of the family `housekeeping`, and only where exceptions were read. */
  readonly exceptions?: ExceptionsInUse;
  /** What of the operator's settings changed since the audit before; for `housekeeping` alone, and where there was one. */
  readonly settings?: SettingsChanges;
}

/** Settings that changed, or why nobody knows. */
export type SettingsChanges =
  | {
      readonly status: 'read';
      /** When the audit before began. */
      readonly since: string;
      readonly changed: readonly WrittenParameter[];
      /** Names of parameters that were there then and are gone: the configuration, and exceptions that hid findings. */
      readonly deleted: readonly string[];
    }
  | { readonly status: 'unread'; readonly reason: string };

/** The exceptions that do nothing for anybody, and why. */
export interface ExceptionsInUse {
  readonly expired: readonly Exception[];
  /** Those that hide nothing, each with a reason when it is not known whether they would. */
  readonly idle: readonly { readonly exception: Exception; readonly doubt: string | null }[];
  readonly unreadable: readonly UnreadableException[];
}

/** An exception that nobody can read, and so hides nothing. */
export interface UnreadableException {
  readonly id: string;
  readonly parameter: string;
  readonly problem: string;
}

/** The facts of a finding, as `describe` and `remediate` see them: also when it is read back from the store. */
export interface Facts {
  readonly resource: Resource;
  readonly evidence: Evidence;
}

/**
 * One rule of the catalogue: metadata beside logic. `id` is the file's name and the anchor in docs/checks.md.
 */
export interface Check {
  readonly id: string;
  readonly family: CheckFamily;
  /** What is flagged, in a few words. */
  readonly title: string;
  /** The rule as the documentation states it: what exactly is flagged, and what is not. */
  readonly flags: string;
  /** The default; configuration and a single verdict can differ. */
  readonly severity: Severity;
  readonly rationale: string;
  /** What to do, in general; `remediate` says it for one finding. */
  readonly remediation: string;
  readonly mappings: CheckMappings;
  /**
   * Sources without which the whole check is `unknown` (status denied, failed or skipped).
   * A source that is `partial` does not blind a check: what is missing is then unknown by resource.
   */
  readonly needs: readonly CoverageSource[];
  /** Further sources that it looks at where they were read, and without which it knows less. */
  readonly uses?: readonly CoverageSource[];
  /** Of checks that pass on AWS's own analysis: the checks whose findings can be the same, see {@link SameProblem}. */
  readonly testifiesTo?: readonly string[];
  /** Checks that speak of use: the window that they looked at, for `checks[].window`. */
  window?(context: CheckContext): { readonly from: string; readonly to: string };
  /** One verdict for each thing looked at; none at all means that there was nothing to look at (`not-applicable`). */
  evaluate(context: CheckContext): Iterable<Verdict>;
  /** One sentence with the facts of this finding; dates, never ages. */
  describe(facts: Facts): string;
  /** The fix of this finding, with commands where one can be given. */
  remediate(facts: Facts): Remediation;
}
