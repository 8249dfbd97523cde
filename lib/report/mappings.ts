import type { CheckMappings } from '../checks/check.ts';

/** A benchmark that asks for what a check looks at, and the number under which it does. */
export interface Requirement {
  /** For example `CIS AWS Foundations Benchmark v5.0`. */
  readonly standard: string;
  /** For example `1.11`. */
  readonly number: string;
}

/** Where other catalogues ask for the same, in the order of ours. */
export function requirementsOf({ cis, securityHub }: CheckMappings): readonly Requirement[] {
  return [
    ...Object.entries(cis).map(([version, number]) => ({
      standard: `CIS AWS Foundations Benchmark v${version}`,
      number,
    })),
    ...securityHub.map((number) => ({ standard: 'AWS Security Hub', number })),
  ];
}
