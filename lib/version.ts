import packageJson from '../package.json' with { type: 'json' };

/** Name and version of this program, as they stand in every output and in the user agent of every call. */
export const tool = { name: 'account-auditor', version: packageJson.version } as const;
