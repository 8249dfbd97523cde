/**
 * Whether a pattern of a policy can mean this user or role alone: names are unique in an account, whatever the path, so that
 * `arn:aws:iam::*:user/*` followed by `/alice` means one.
 */
export function namesEntity(pattern: string, arn: string): boolean {
  const kindAndName = /:(user|role)\/(?:.*\/)?([^/*?]+)$/s;
  const [meant, entity] = [kindAndName.exec(pattern), kindAndName.exec(arn)];
  return meant !== null && entity !== null && meant[1] === entity[1] && meant[2] === entity[2];
}
