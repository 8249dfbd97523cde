import { z } from 'zod';
import type { Log } from '../publish/log.ts';
import { parameterNames } from '../publish/store/names.ts';
import type { Parameters, ParameterValue } from '../publish/store/parameters.ts';
import type { Time } from '../publish/store/time.ts';
import { within } from './within.ts';

/** How long one question to Parameter Store may keep people waiting for a message. */
const ANSWER_MS = 10_000;

/** How often, and after how long, what another invocation is just writing is looked for. */
const READ_ATTEMPTS = 3;
const READ_RETRY_MS = 500;

/**
 * Alarms about one night go off within about an hour of each other. One that goes off much later is about something else,
 * or somebody tries it out: it is told although the night was.
 */
const SAME_NEWS_MS = 3 * 3_600_000;

/** How long it is remembered what was told. */
const KEEP_MS = 30 * 86_400_000;

const markSchema = z.object({ invocation: z.string(), told: z.boolean() });

/** What is used of Parameter Store. */
export type Notes = Pick<Parameters, 'create' | 'list' | 'overwrite' | 'read' | 'remove'>;

/** Something that people may have been told already. */
export interface News {
  readonly accountId: string;
  readonly key: string;
  /** When its alarm changed its state (ISO 8601). */
  readonly changedAt: string;
}

/**
 * What people were told: a parameter for each piece of news, `{prefix}/{accountId}/notified/{key}`. Whoever makes it is
 * the one to tell it: Parameter Store makes a parameter once, however many try at the same time. It holds who that is,
 * so that the same invocation, tried again by Lambda because it failed before it had told, goes on.
 *
 * Where it cannot be found out, news are told: twice is better than never. Nothing here throws.
 */
export interface ToldNews {
  /** Whether this invocation is the one to tell it. */
  claim(news: News): Promise<boolean>;
  /** It was told, and must not be again when this invocation is tried again. */
  confirm(news: News): Promise<void>;
  /** Forgets what was told long ago. */
  sweep(accountId: string): Promise<void>;
}

export function createToldNews(options: {
  readonly parameters: Notes;
  readonly prefix: string;
  /** Id of the invocation: equal when Lambda tries it again. */
  readonly invocation: string;
  readonly time: Time;
  readonly log: Log;
}): ToldNews {
  const { parameters, invocation, time, log } = options;
  const names = parameterNames(options.prefix);
  const markOf = (told: boolean) => JSON.stringify({ invocation, told } satisfies z.infer<typeof markSchema>);
  const orElse = async <Value>(attempt: Promise<Value>, otherwise: Value, what: string): Promise<Value> => {
    const failed = (reason: string) => {
      log.warn(what, { reason });
      return otherwise;
    };
    const answer = attempt.then(
      (value) => () => value,
      (error) => () => failed(error instanceof Error ? error.message : String(error)),
    );
    return (await within(ANSWER_MS, answer, () => failed(`no answer within ${ANSWER_MS / 1000} s`)))();
  };

  const tryClaim = async ({ accountId, key, changedAt }: News): Promise<boolean> => {
    const name = names.notified(accountId, key);
    if (await parameters.create(name, markOf(false))) return true;
    const made = await readMade(parameters, time, name);
    if (made === null) return true;
    const mark = parseMark(made.value);
    if (mark === null || (mark.invocation === invocation && !mark.told)) return true;
    return Date.parse(changedAt) - made.modifiedAtMs > SAME_NEWS_MS;
  };

  return {
    claim: (news) => orElse(tryClaim(news), true, 'it was not found out whether this was told; it is told'),
    confirm: ({ accountId, key }) =>
      orElse(
        parameters.overwrite(names.notified(accountId, key), markOf(true)),
        undefined,
        'it was not noted that this was told',
      ),
    sweep: (accountId) =>
      orElse(sweepNotes(parameters, names.notified(accountId), time), undefined, 'old notes were not deleted'),
  };
}

/** Parameter Store is eventually consistent: what exists need not show at once. */
async function readMade(parameters: Pick<Notes, 'read'>, time: Time, name: string): Promise<ParameterValue | null> {
  for (let attempt = 1; ; attempt += 1) {
    const made = await parameters.read(name);
    if (made !== null || attempt === READ_ATTEMPTS) return made;
    await time.sleep(READ_RETRY_MS);
  }
}

function parseMark(value: string): z.infer<typeof markSchema> | null {
  try {
    return markSchema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    // Somebody else wrote it, and nobody knows what was told.
    return null;
  }
}

async function sweepNotes(parameters: Pick<Notes, 'list' | 'remove'>, folder: string, time: Time): Promise<void> {
  const oldest = time.clock() - KEEP_MS;
  const notes = [...(await parameters.list(folder))];
  await parameters.remove(notes.filter(([, writtenAtMs]) => writtenAtMs < oldest).map(([name]) => name));
}
