import type { FindingEntry, TruthEntry, UnknownCode } from './truth.ts';

/** Entries of one check. */
export function of(checkId: string) {
  return {
    finding: (
      arn: string,
      details: Partial<
        Pick<FindingEntry, 'discriminator' | 'severity' | 'services' | 'actions' | 'untracked' | 'places'>
      > = {},
    ): TruthEntry => ({
      expect: 'finding',
      checkId,
      arn,
      ...details,
    }),
    unknown: (arn: string, codes: UnknownCode | readonly UnknownCode[], detail?: string): TruthEntry => ({
      expect: 'unknown',
      checkId,
      arn,
      codes: typeof codes === 'string' ? [codes] : codes,
      ...(detail !== undefined && { detail }),
    }),
  };
}
