/** **Contract**: names of the parameters. */
export interface ParameterNames {
  readonly config: string;
  /** Folder of all exceptions, or one of them. */
  exceptions(id?: string): string;
  summary(accountId: string): string;
  lease(accountId: string): string;
  /** Folder of all shards, or one of them. */
  findings(accountId: string, hash?: string): string;
  manifests(accountId: string, hash?: string): string;
  /** Folder of all news that people were told, or one of them. */
  notified(accountId: string, key?: string): string;
}

export function parameterNames(prefix: string): ParameterNames {
  const piece = (accountId: string, kind: string, hash?: string) =>
    [prefix, accountId, kind, ...(hash === undefined ? [] : [hash])].join('/');
  return {
    config: `${prefix}/config`,
    exceptions: (id) => [prefix, 'exceptions', ...(id === undefined ? [] : [id])].join('/'),
    summary: (accountId) => `${prefix}/${accountId}/summary`,
    lease: (accountId) => `${prefix}/${accountId}/lease`,
    findings: (accountId, hash) => piece(accountId, 'findings', hash),
    manifests: (accountId, hash) => piece(accountId, 'manifests', hash),
    notified: (accountId, key) => piece(accountId, 'notified', key),
  };
}
