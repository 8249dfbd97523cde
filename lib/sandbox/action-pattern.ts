import { globMatches } from './iam/glob.ts';

/** Whether `service:Operation` is meant by a service's name (`iam`), an action, or a pattern (`iam:Get*`, `*:List*`, `*`). */
export function actionMatches(pattern: string, action: string): boolean {
  return globMatches(pattern.includes(':') || pattern === '*' ? pattern : `${pattern}:*`, action);
}
