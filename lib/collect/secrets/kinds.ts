/** What Secretlint's messages mean, in words of our own: its texts hold what was found. */
const kindsByMessage: ReadonlyMap<string, string> = new Map([
  ['AWSAccessKeyID', 'AWS access key id'],
  ['AWSSecretAccessKey', 'AWS secret access key'],
  ['IncomingWebhook', 'Slack webhook'],
  ['BasicAuth', 'URL with a password'],
  ['STRIPE_SECRET_KEY_TEST', 'Stripe test key'],
  ['STRIPE_RESTRICTED_KEY_TEST', 'Stripe test key'],
]);

/** The same for rules whose messages all mean one thing; without what all their ids begin with. */
const kindsByRule: ReadonlyMap<string, string> = new Map([
  ['gcp', 'key of a Google service account'],
  ['privatekey', 'private key'],
  ['npm', 'npm token'],
  ['slack', 'Slack token'],
  ['sendgrid', 'SendGrid key'],
  ['shopify', 'Shopify key'],
  ['stripe', 'Stripe key'],
  ['github', 'GitHub token'],
  ['gitlab', 'GitLab token'],
  ['grafana', 'Grafana token'],
  ['openai', 'OpenAI key'],
  ['anthropic', 'Anthropic key'],
  ['groq', 'Groq key'],
  ['huggingface', 'Hugging Face token'],
  ['linear', 'Linear token'],
  ['notion', 'Notion token'],
  ['1password', '1Password token'],
  ['database-connection-string', 'database URL with a password'],
  ['hashicorp-vault', 'HashiCorp Vault token'],
  ['vercel', 'Vercel token'],
  ['databricks', 'Databricks token'],
  ['docker', 'Docker token'],
  ['figma', 'Figma token'],
  ['cloudflare', 'Cloudflare key'],
  ['tailscale', 'Tailscale key'],
]);

/** Messages about what is not kept secret. */
const notSecret: ReadonlySet<string> = new Set(['AWSAccountID', 'IGNORE_MESSAGE']);

/** What a message of Secretlint says was found; null: nothing secret. */
export function kindOf(ruleId: string, messageId: string): string | null {
  if (notSecret.has(messageId)) return null;
  const rule = ruleId.replace('@secretlint/secretlint-rule-', '');
  return kindsByMessage.get(messageId) ?? kindsByRule.get(rule) ?? 'credential of a known form';
}
