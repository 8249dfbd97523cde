import type { Snapshot } from '../../snapshot/snapshot.ts';

/** What was asked for each function, bucket and key by itself: what an earlier night keeps for the next. A part that is null is not known. */
export type KeptAnswers = Pick<Snapshot, 'functionAccess' | 'bucketSettings' | 'keyRotation'>;
