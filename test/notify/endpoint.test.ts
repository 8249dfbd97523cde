import { describe, expect, it } from 'vitest';
import type { ChannelKind } from '../../lib/notify/channels.ts';
import { endpointOf } from '../../lib/notify/endpoint.ts';

const parameter = '/account-auditor/webhooks/ops';
const flow = 'powerautomate/automations/direct/workflows/0/triggers/manual/paths/invoke?api-version=1&sig=s';

describe('endpointOf', () => {
  it.each<[ChannelKind, string]>([
    ['slack', 'https://hooks.slack.com/services/T00/B00/x'],
    ['slack', 'https://hooks.slack-gov.com/services/T00/B00/x'],
    ['teams', `https://default0a1b.2c.environment.api.powerplatform.com:443/${flow}`],
    ['teams', 'https://prod-12.westeurope.logic.azure.com:443/workflows/0/triggers/manual/paths/invoke?sig=s'],
    ['webhook', 'https://siem.example.com:8443/in'],
  ])('takes, for %s, %s', (kind, text) => {
    expect(endpointOf({ kind, parameter }, text).href).toBe(new URL(text).href);
  });

  it.each<[ChannelKind, string, RegExp]>([
    ['slack', 'https://hooks.slack.com.evil.example/planted', /not the host of this kind of chat/],
    ['slack', 'https://evil.example/hooks.slack.com/planted', /accepted is hooks\.slack\.com/],
    ['slack', 'https://hooks.slack.com:8443/planted', /no port other than 443/],
    ['teams', 'https://contoso.webhook.office.com/webhookb2/planted', /accepted is a workflow of Teams/],
    ['teams', 'https://evillogic.azure.com/planted', /not the host/],
    ['teams', 'https://environment.api.powerplatform.com/planted', /not the host/],
    ['webhook', 'http://siem.example.com/planted', /begins with https/],
    ['webhook', 'https://planted:planted@siem.example.com/', /a user name or a password/],
    ['webhook', 'https://169.254.169.254/planted', /by its name, not by its address/],
    ['webhook', 'https://0x7f.1/planted', /by its name, not by its address/],
    ['webhook', 'https://[::1]/planted', /by its name, not by its address/],
    ['webhook', 'planted', /not a URL/],
    ['webhook', '', /not a URL/],
  ])('refuses, for %s, %s, and repeats nothing of it', (kind, text, problem) => {
    const refused = () => endpointOf({ kind, parameter }, text);
    expect(refused).toThrow(problem);
    expect(refused).toThrow(/^\/account-auditor\/webhooks\/ops: /);
    expect(refused).not.toThrow(/planted|evil/);
  });
});
