/** By UTF-16 code unit: the order of AWS's lists, and the same on every machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return byCodeUnit(a.name, b.name);
}

export function byArn(a: { readonly arn: string }, b: { readonly arn: string }): number {
  return byCodeUnit(a.arn, b.arn);
}
