/**
 * Lets V8 free at once what nobody needs any more. By itself it looks when half again of what was alive has come on top of it; this is for
 * where much has just been done with and more is about to be made. With 5,000 roles it takes a tenth of a second.
 *
 * Does nothing where the process was started without `--expose-gc` (bin/account-auditor.js starts with it).
 */
export function collectGarbage(): void {
  globalThis.gc?.();
}
