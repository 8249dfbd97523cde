import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Notifications } from '../config/notifications.ts';
import { CannotRunError, InvalidInputError } from '../errors.ts';
import { MAX_NAMES_PER_CALL } from '../publish/store/limits.ts';

export type ChannelKind = 'slack' | 'teams' | 'webhook';

/** A chat, or a machine, that is told besides the mail. Names parameters; holds nothing secret. */
export interface Channel {
  readonly kind: ChannelKind;
  /** Of the parameter that holds the URL. It is what messages and logs call the channel. */
  readonly parameter: string;
  /** Of the parameter that holds the key for signatures. */
  readonly secretParameter?: string;
}

/** The channels that a configuration names. */
export function channelsOf(notifications: Notifications, prefix: string): readonly Channel[] {
  const parameterOf = (name: string) => `${prefix}/webhooks/${name}`;
  const named = (kind: ChannelKind, names: readonly string[] = []) =>
    names.map((name): Channel => ({ kind, parameter: parameterOf(name) }));
  return [
    ...named('slack', notifications.slack),
    ...named('teams', notifications.teams),
    ...(notifications.webhook ?? []).map(
      ({ name, secret }): Channel => ({
        kind: 'webhook',
        parameter: parameterOf(name),
        ...(secret === undefined ? {} : { secretParameter: parameterOf(secret) }),
      }),
    ),
  ];
}

/** Gives the value of a parameter. @throws InvalidInputError when it is absent, or lies open */
export type Secrets = (parameter: string) => string;

/**
 * Reads what the parameters of channels hold. Whoever has a webhook's URL can write to the chat, so a parameter that is
 * no SecureString is refused when it is asked for.
 *
 * @throws CannotRunError in one line when Parameter Store does not answer
 */
export async function readSecrets(ssm: SSMClient, channels: readonly Channel[]): Promise<Secrets> {
  const names = [...new Set(channels.flatMap((channel) => [channel.parameter, channel.secretParameter ?? []].flat()))];
  const found = new Map<string, { readonly type: string | undefined; readonly value: string }>();
  for (let from = 0; from < names.length; from += MAX_NAMES_PER_CALL) {
    const command = new GetParametersCommand({
      Names: names.slice(from, from + MAX_NAMES_PER_CALL),
      WithDecryption: true,
    });
    try {
      const { Parameters = [] } = await ssm.send(command);
      for (const { Name = '', Type, Value = '' } of Parameters) found.set(Name, { type: Type, value: Value.trim() });
    } catch (cause) {
      throw new CannotRunError(`Parameter Store, reading ${names[from]}: ${describeAwsError(cause).message}`, {
        cause,
      });
    }
  }
  return (parameter) => {
    const secret = found.get(parameter);
    if (secret === undefined) throw new InvalidInputError(`${parameter}: there is no such parameter`);
    if (secret.type !== 'SecureString')
      throw new InvalidInputError(`${parameter}: not a SecureString, and as good as a password`);
    return secret.value;
  };
}
