/** Shape of `tracked-actions.generated.json`: which actions AWS tracks the last use of, as its service reference says. */
export interface CompiledTrackedActions {
  /** The day (ISO 8601) on which AWS said so; null for a table that says nothing. */
  readonly asOf: string | null;
  /** By namespace, sorted: the names of the actions that are tracked, sorted, separated by spaces; empty when none is. */
  readonly services: Readonly<Record<string, string>>;
}
