import { type PagedNight, pageKey } from '../publish/page-archive.ts';

/** Where a message leads. */
export interface Link {
  readonly to: 'page' | 'summary';
  readonly label: string;
  readonly url: string;
  /** What whoever follows it has to know. */
  readonly hint: string;
}

/** A URL that opens an object without a sign-in, and until when. */
export interface Presigned {
  readonly url: string;
  readonly until: Date;
}

export interface LinksOptions {
  readonly region: string;
  readonly prefix: string;
  readonly accountId: string;
  /** Where pages are; null: there are none. */
  readonly archiveBucket: string | null;
  /** The night that is told of; null: it could not be read, or there is none. */
  readonly night: PagedNight | null;
  /** Left out: the page needs a sign-in, as the summary does. Gives null when it cannot be made. */
  readonly presign?: (bucket: string, key: string) => Promise<Presigned | null>;
}

/** Characters of a URL that every channel takes: Slack gives a section 3,000, in which each `&` takes five. */
const MAX_URL_LENGTH = 2_700;

const SIGN_IN = 'needs a sign-in';

/** Where people look further: the page of the night, where there is one, and its summary in Parameter Store. */
export async function linksOf(options: LinksOptions): Promise<readonly Link[]> {
  const { region, prefix, accountId, archiveBucket, night } = options;
  const summary: Link = {
    to: 'summary',
    label: 'Summary in the console',
    url: summaryUrl(region, `${prefix}/${accountId}/summary`),
    hint: SIGN_IN,
  };
  if (archiveBucket === null || night === null) return [summary];
  const key = pageKey(night);
  const page = { to: 'page', label: 'Page of this audit' } as const;
  const presigned = (await options.presign?.(archiveBucket, key)) ?? null;
  if (presigned === null || presigned.url.length > MAX_URL_LENGTH) {
    return [{ ...page, url: objectUrl(region, archiveBucket, key), hint: SIGN_IN }, summary];
  }
  const until = presigned.until.toISOString().slice(0, 16).replace('T', ' ');
  const hint = `opens for whoever has it until ${until} UTC at the latest, so do not pass it on`;
  return [{ ...page, url: presigned.url, hint }, summary];
}

function summaryUrl(region: string, name: string): string {
  // The console takes the name in its path encoded twice: a slash is `%252F`.
  const encoded = encodeURIComponent(encodeURIComponent(name));
  return `${consoleOf(region)}/systems-manager/parameters/${encoded}/description?region=${region}`;
}

function objectUrl(region: string, bucket: string, key: string): string {
  const encoded = key.split('/').map(encodeURIComponent).join('/');
  return `${consoleOf(region)}/s3/object/${bucket}?region=${region}&prefix=${encoded}`;
}

/** The consoles of AWS's partitions. */
function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return `https://${region}.console.amazonaws.cn`;
  return `https://${region}.console.${region.startsWith('us-gov-') ? 'amazonaws-us-gov.com' : 'aws.amazon.com'}`;
}
