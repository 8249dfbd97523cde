/** What an operator wrote, without the `$schema` by which an editor finds the JSON Schema: it is no setting. */
export function withoutEditorSchema(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([field]) => field !== '$schema'));
}
