import { type Mail, mailOf } from './mail.ts';
import type { Notice } from './notice.ts';
import type { ToldNews } from './told.ts';

/** Ways to tell people. */
export interface Ways {
  readonly told: ToldNews;
  /** Sends a mail; answers its id. */
  readonly send: (mail: Mail) => Promise<string>;
  /** Tells the chats; answers how many took it. Neither rejects nor takes longer than the function has. */
  readonly tellChats: (notice: Notice) => Promise<number>;
}

export interface Sent {
  readonly subject: string;
  readonly messageId: string;
  /** Channels besides the mail that were told. */
  readonly channels: number;
}

/**
 * Tells a notice, or gives null when another invocation does. The mail goes first: nothing that a chat does delays or
 * fails it.
 *
 * @param since when it became news (ISO 8601)
 * @throws CannotRunError when the mail could not be sent
 */
export async function tell(notice: Notice, since: string, { told, send, tellChats }: Ways): Promise<Sent | null> {
  const news = { accountId: notice.accountId, key: notice.key, changedAt: since };
  if (!(await told.claim(news))) return null;
  const mail = mailOf(notice);
  const messageId = await send(mail);
  await told.confirm(news);
  return { subject: mail.subject, messageId, channels: await tellChats(notice) };
}
