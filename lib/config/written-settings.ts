/** A parameter in which an operator set something, and who wrote its newest version. */
export interface WrittenParameter {
  readonly name: string;
  readonly version: number;
  /** When (ISO 8601, UTC). */
  readonly changedAt: string;
  /** ARN; null when Parameter Store does not say. */
  readonly changedBy: string | null;
}

/** What Parameter Store says of the configuration and of all exceptions. */
export type WrittenSettings =
  | {
      readonly status: 'read';
      readonly parameters: readonly WrittenParameter[];
      /** Where the configuration is, for example `/account-auditor/config`. */
      readonly configurationName: string;
      /** Where exceptions are, for example `/account-auditor/exceptions`. */
      readonly exceptionsFolder: string;
    }
  | { readonly status: 'unread'; readonly reason: string };

/** Version of the configuration that stands; null: there is none. Undefined where that could not be read. */
export function configurationVersion(written: WrittenSettings): number | null | undefined {
  if (written.status === 'unread') return undefined;
  return written.parameters.find(({ name }) => name === written.configurationName)?.version ?? null;
}
