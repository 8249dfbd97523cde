import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { Log } from '../publish/log.ts';
import type { Channel, ChannelKind, Secrets } from './channels.ts';
import { type Delivery, deliver } from './deliver.ts';
import { endpointOf } from './endpoint.ts';
import type { Notice } from './notice.ts';
import { slackOf } from './slack.ts';
import { teamsOf } from './teams.ts';
import { signatureOf, webhookOf } from './webhook.ts';

const payloadOf: Readonly<Record<ChannelKind, (notice: Notice) => object>> = {
  slack: slackOf,
  teams: teamsOf,
  webhook: webhookOf,
};

export interface TellChannelsOptions extends Pick<Delivery, 'signal' | 'timing' | 'wire'> {
  readonly secrets: Secrets;
  readonly now: Date;
  readonly log: Log;
}

/**
 * Tells all channels at the same time; answers how many of them took it. A channel that does not is logged by the name
 * of its parameter, and neither fails nor delays another.
 */
export async function tellChannels(
  notice: Notice,
  channels: readonly Channel[],
  options: TellChannelsOptions,
): Promise<number> {
  const results = await Promise.allSettled(channels.map((channel) => tellChannel(notice, channel, options)));
  results.forEach((result, index) => {
    if (result.status === 'fulfilled') return;
    const reason = oneLine(result.reason instanceof Error ? result.reason.message : 'a bug');
    options.log.warn('a channel was not told', { channel: channels[index]?.parameter ?? '', reason });
  });
  return results.filter(({ status }) => status === 'fulfilled').length;
}

async function tellChannel(notice: Notice, channel: Channel, options: TellChannelsOptions): Promise<void> {
  const { secrets, now, signal, timing, wire } = options;
  const url = endpointOf(channel, secrets(channel.parameter));
  const body = JSON.stringify(payloadOf[channel.kind](notice));
  const headers = channel.secretParameter === undefined ? {} : signed(body, channel.secretParameter, secrets, now);
  await deliver({
    post: { url, body, headers },
    receiver: channel.parameter,
    signal,
    ...(timing === undefined ? {} : { timing }),
    ...(wire === undefined ? {} : { wire }),
  });
}

/** An empty key would make signatures that everybody can make. */
function signed(body: string, parameter: string, secrets: Secrets, now: Date): Readonly<Record<string, string>> {
  const secret = secrets(parameter);
  if (secret === '') throw new InvalidInputError(`${parameter}: empty; accepted is a key for signatures`);
  return signatureOf(body, secret, now);
}
