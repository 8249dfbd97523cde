/**
 * Limits of Parameter Store, standard tier and default throughput
 * (AWS general reference, "AWS Systems Manager endpoints and quotas").
 */

/** Bytes that the value of a standard parameter may have. */
export const MAX_VALUE_BYTES = 4096;
/** Names that one GetParameters or DeleteParameters takes. */
export const MAX_NAMES_PER_CALL = 10;
/** Parameters on one page of DescribeParameters. */
export const MAX_DESCRIBED_PER_CALL = 50;
/** PutParameter and, apart from it, DeleteParameters are allowed 3 calls a second; others in the account write too. */
export const MAX_WRITES_PER_SECOND = 2.9;

/**
 * How long a writer may hold the lease. As long as a Lambda function can live (15 minutes), so that no writer outlives
 * its lease by being slow alone; 5,000 new findings are written in about one minute.
 */
export const LEASE_MS = 15 * 60_000;
/** A writer stops this long before its lease ends: longer than one request and a clock that is a little off can take. */
export const LEASE_MARGIN_MS = 30_000;
/** How long a run waits for another one to finish, and how often it looks. */
export const LEASE_WAIT_MS = 120_000;
export const LEASE_POLL_MS = 5_000;

/** Age below which a piece that nobody names is left alone: a slow reader, or a writer, may still need it. */
export const KEEP_UNNAMED_MS = 86_400_000;

/** How often a reader looks again when a piece that the summary names is not there. */
export const READ_ATTEMPTS = 4;
/** Pause before the second look; each further one is twice as long. */
export const READ_RETRY_MS = 500;
