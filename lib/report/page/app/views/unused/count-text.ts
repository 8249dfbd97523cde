/** `12 of 6,000 roles`; where all are shown `6,000 roles`. */
export function countText(shown: number, all: number, [one, many]: readonly [one: string, many: string]): string {
  const total = `${all.toLocaleString('en')} ${all === 1 ? one : many}`;
  return shown === all ? total : `${shown.toLocaleString('en')} of ${total}`;
}
