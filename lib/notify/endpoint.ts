import { isIP } from 'node:net';
import { InvalidInputError } from '../errors.ts';
import type { Channel, ChannelKind } from './channels.ts';

/**
 * Where the chats take messages: Slack's incoming webhooks, and the workflows of Microsoft Teams, which Power Automate
 * runs on the second host and before 2026 ran on that of Logic Apps. Office 365 connectors (`webhook.office.com`) are retired.
 */
const hosts: Readonly<
  Record<Exclude<ChannelKind, 'webhook'>, { readonly pattern: RegExp; readonly accepted: string }>
> = {
  slack: { pattern: /^hooks\.slack(-gov)?\.com$/, accepted: 'hooks.slack.com' },
  teams: {
    pattern: /^([a-z0-9-]+\.)+(logic\.azure\.com|environment\.api\.powerplatform\.com)$/,
    accepted: 'a workflow of Teams, below environment.api.powerplatform.com or logic.azure.com',
  },
};

/**
 * The URL of a channel, fit to be called. No error says anything of it but the name of its parameter.
 *
 * @throws InvalidInputError in one line
 */
export function endpointOf({ kind, parameter }: Channel, text: string): URL {
  const refuse = (problem: string) => new InvalidInputError(`${parameter}: ${problem}`);
  // The error of `new URL` quotes its input.
  const url = URL.parse(text);
  if (url === null) throw refuse('not a URL');
  if (url.protocol !== 'https:') throw refuse('accepted is a URL that begins with https://');
  if (url.username !== '' || url.password !== '') throw refuse('a URL with a user name or a password is not accepted');
  // Addresses have no certificate that anybody vouches for; and see public-lookup.ts for those behind names.
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw refuse('accepted is a host by its name, not by its address');
  if (kind === 'webhook') return url;
  if (!hosts[kind].pattern.test(url.hostname))
    throw refuse(`not the host of this kind of chat; accepted is ${hosts[kind].accepted}`);
  if (url.port !== '') throw refuse('no port other than 443 is accepted');
  return url;
}
