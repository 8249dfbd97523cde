/** Why a check cannot answer, in the words that checks answer with. */
export type UnknownCode = 'not-collected' | 'young' | 'untracked-region' | 'untracked' | 'unreadable-document';

/** What one check has to say of one thing. What the truth does not name, a check passes or does not look at. */
export type TruthEntry = FindingEntry | UnknownEntry;

export interface FindingEntry {
  readonly expect: 'finding';
  readonly checkId: string;
  readonly arn: string;
  /** What tells it from others on the same ARN, where an account file knows it. */
  readonly discriminator?: string;
  /** Said of all findings of a check that are not always as grave. */
  readonly severity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
  /** Exactly these services are in the finding. */
  readonly services?: readonly string[];
  /** The finding is about exactly these actions. */
  readonly actions?: readonly string[];
  /** And of exactly these AWS tracks no use. */
  readonly untracked?: readonly string[];
  /** Exactly these places in the policy are in the finding, each with what is wrong there. */
  readonly places?: readonly string[];
}

export interface UnknownEntry {
  readonly expect: 'unknown';
  readonly checkId: string;
  readonly arn: string;
  readonly detail?: string;
  /** One of these: where several things hide the answer, it is not laid down which of them is named. */
  readonly codes: readonly UnknownCode[];
}

/** What an audit has to find, and what it cannot know: of each check that is named here, everything. */
export interface FamilyTruth {
  /** Ids of the checks that it speaks of. */
  readonly checkIds: readonly string[];
  readonly entries: readonly TruthEntry[];
}

/** The truth about a generated account, counted from its `now`. */
export interface Truth extends FamilyTruth {
  /** The configuration that it holds for. What is not in here is as it is by default. */
  readonly configuration: { readonly regions: 'all'; readonly trustedAccountIds: readonly string[] };
}
