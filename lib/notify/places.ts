import type { Places } from './notice.ts';

/** The prefix that the command line looks below unless it is told otherwise. */
const USUAL_PREFIX = '/account-auditor';

/**
 * Where an account's findings are: its summary in the console, which asks for a sign-in, and what the commands need to
 * find it.
 */
export function placesOf(options: {
  readonly region: string;
  readonly prefix: string;
  readonly accountId: string;
}): Places {
  const { region, prefix, accountId } = options;
  // The console takes the name in its path encoded twice: a slash is `%252F`.
  const name = encodeURIComponent(encodeURIComponent(`${prefix}/${accountId}/summary`));
  return {
    consoleUrl: `https://${region}.${consoleDomain(region)}/systems-manager/parameters/${name}/description?region=${region}`,
    flags: prefix === USUAL_PREFIX ? '' : ` --prefix ${prefix}`,
  };
}

/** The consoles of AWS's partitions. */
function consoleDomain(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}
