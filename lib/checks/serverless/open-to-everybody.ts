import { intersection, rangesOf } from '../../policy/action-ranges.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { Principal } from '../../policy/evaluate/principal.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { CheckContext } from '../check.ts';
import { oncePer, remembered } from '../once.ts';
import { isForEverybody } from '../trust/anybody.ts';
import { type Attempt, isLetIn } from '../trust/attempt.ts';
import {
  CALLERS_CHOICE,
  everyRequest,
  STRANGE_ACCOUNT,
  STRANGE_NETWORK,
  somebodyIn,
  TAG_KEYS,
  WITHOUT_PROOF,
} from '../trust/strangers.ts';
import type { Bucket } from './buckets.ts';

/** A statement of a bucket policy by which anybody in the world gets in. */
export interface Opening {
  readonly statement: Statement;
  /** Whether it lets them change something, and not only read. */
  readonly canWrite: boolean;
}

/**
 * The statements that let in everybody: with no credentials, or with those of an account that nobody has heard of. What keeps
 * strangers out is seen by trying, as for roles that trust everybody.
 */
export function openToEverybody(context: CheckContext, bucket: Bucket, policy: PolicyDocument): readonly Opening[] {
  const { accountId } = context.account.snapshot.account;
  return statementsOf(policy, 'Allow')
    .filter(isForEverybody)
    .flatMap((statement) => {
      const actions = actionsIn(statement);
      const callers = strangersMeeting(context, bucket, policy, statement, actions);
      const guarded = callers.length === 0 ? [] : guardedBy(bucket, statement);
      const canDo = (action: number) =>
        guarded.some(
          ({ arn, isObject }) =>
            isOnObject(action) === isObject &&
            callers.some((stranger) => isLetIn({ arn, accountId, policy }, attemptAt(action, stranger))),
        );
      const canWrite = actions.some((action) => isWriting(action) && canDo(action));
      return canWrite || actions.some((action) => !isWriting(action) && canDo(action)) ? [{ statement, canWrite }] : [];
    });
}

/** A first look, at which most statements for everybody fall: whether strangers meet its conditions, whatever it is they do and where. */
function strangersMeeting(
  context: CheckContext,
  { arn }: Bucket,
  policy: PolicyDocument,
  statement: Statement,
  [any]: readonly number[],
): readonly Stranger[] {
  if (any === undefined || statement.conditions.length === 0) return strangers(context);
  const { accountId } = context.account.snapshot.account;
  const anywhere = { ...policy, statements: [{ ...statement, resources: null, notResources: null }] };
  return strangers(context).filter((stranger) =>
    isLetIn({ arn, accountId, policy: anywhere }, attemptAt(any, stranger)),
  );
}

/** Numbers of the actions of S3 that the statement speaks of. */
function actionsIn(statement: Statement): readonly number[] {
  const s3 = catalogue.actionsOfService('s3');
  if (s3 === null) return [];
  return intersection(rangesOf(statement), [s3]).flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, at) => start + at),
  );
}

const isOnObject = remembered((action: number) => {
  const types = catalogue.resourceTypes(action).map(({ name }) => name);
  return types.includes('object') && !types.includes('bucket');
});

function isWriting(action: number): boolean {
  const level = catalogue.accessLevel(action);
  return level !== 'List' && level !== 'Read';
}

interface Guarded {
  readonly arn: string;
  readonly isObject: boolean;
}

/** The bucket, and of the objects that the statement names some. */
function guardedBy({ arn }: Bucket, { resources }: Statement): readonly Guarded[] {
  const named = (resources ?? []).filter((pattern) => pattern.startsWith(`${arn}/`));
  const objects = new Set([`${arn}/x`, ...named.map((pattern) => pattern.replaceAll(/[*?]/g, 'x'))]);
  return [{ arn, isObject: false }, ...Array.from(objects, (object) => ({ arn: object, isObject: true }))];
}

type Stranger = Omit<Attempt<string>, 'action'>;

/** Whoever calls says how, and may find an object with the tags that a condition asks for. */
const OPEN = [...CALLERS_CHOICE, 's3:*'];

const strangers = oncePer((context: CheckContext): readonly Stranger[] => {
  const { accountId } = context.account.snapshot.account;
  const known = { ...everyRequest(context), ...STRANGE_NETWORK, ...OWN_ROUTES, 's3:ResourceAccount': accountId };
  const anonymous: Principal = { kind: 'anonymous' };
  return [
    { principal: anonymous, context: known, open: OPEN },
    ...somebodyIn(context, STRANGE_ACCOUNT).flatMap((principal) =>
      WITHOUT_PROOF.map((proof) => {
        const values = { ...known, 'aws:userid': 'AIDASOMEBODYELSE', ...proof };
        return { principal, context: values, open: [...OPEN, ...TAG_KEYS] };
      }),
    ),
  ];
});

/** Only requests by an access point or a grant have these, and those are for their owner to open. */
const OWN_ROUTES = {
  's3:DataAccessPointAccount': null,
  's3:DataAccessPointArn': null,
  's3:AccessPointNetworkOrigin': null,
  's3:AccessGrantsInstanceArn': null,
};

function attemptAt(action: number, stranger: Stranger): Attempt<string> {
  return { ...stranger, action: catalogue.actionName(action) };
}
