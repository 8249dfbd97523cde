import { describe, expect, it, onTestFinished } from 'vitest';
import { type Audited, evaluateSnapshot } from '../../../lib/audit.ts';
import { type Aws, createAws } from '../../../lib/aws/aws.ts';
import { collectSnapshot } from '../../../lib/collect/collect-snapshot.ts';
import { type Configuration, configurationSchema } from '../../../lib/config/configuration.ts';
import { type GeneratedAccount, generateAccount } from '../../../lib/sandbox/generator/generate-account.ts';
import { loadAccounts } from '../../../lib/sandbox/load.ts';
import { startSandbox } from '../../../lib/sandbox/server.ts';
import { disagreements } from './agreement.ts';
import { directAws } from './direct-aws.ts';

const now = new Date('2026-11-23T03:00:00Z');

const small = { users: 30, roles: 70, policies: 45 };
const medium = { users: 100, roles: 260, policies: 160 };
const large = { users: 200, roles: 800, policies: 400 };

/** Half of the accounts have a Region switched on in which AWS records no use. */
const accounts = Array.from({ length: 20 }, (_, index) => ({
  seed: `account-${index + 1}`,
  optedInRegions: index % 2 === 0 ? [] : ['eu-south-1', 'mx-central-1'],
}));

describe('an audit of a generated account', () => {
  it.each(accounts)('agrees with the truth about $seed, small, over the wire', async (account) => {
    const generated = generateAccount({ ...account, ...small, now });
    expect(disagreements(await auditOverHttp(generated), generated.truth)).toEqual([]);
  });

  it.each(accounts)('agrees with the truth about $seed, medium', async (account) => {
    const generated = generateAccount({ ...account, ...medium, now });
    expect(disagreements(await auditDirectly(generated), generated.truth)).toEqual([]);
  });

  it.each(accounts)('agrees with the truth about $seed, large', async (account) => {
    const generated = generateAccount({ ...account, ...large, now });
    expect(disagreements(await auditDirectly(generated), generated.truth)).toEqual([]);
  });

  it('is found out when it goes by rules that are a day off, or by other Regions', async () => {
    const generated = generateAccount({ seed: 'other rules', ...large, now });
    const { snapshot } = await auditDirectly(generated);
    const configuration = configurationOf(generated);
    const wrong: readonly Partial<Configuration>[] = [
      { unusedAfterDays: 89 },
      { unusedAfterDays: 91 },
      { credentialUnusedAfterDays: 44 },
      { credentialUnusedAfterDays: 46 },
      { graceDays: 13 },
      { graceDays: 15 },
      { regions: ['mx-central-1'] },
      { trustedAccountIds: [] },
    ];
    const agreeing = wrong.filter((other) => {
      const audited = evaluateSnapshot(snapshot, { configuration: { ...configuration, ...other }, now });
      return disagreements(audited, generated.truth).length === 0;
    });
    expect(agreeing).toEqual([]);
  });
});

async function auditOverHttp(generated: GeneratedAccount): Promise<Audited> {
  const sandbox = await startSandbox({ accounts: [generated.spec], now: () => now });
  onTestFinished(() => sandbox.close());
  const { endpoint, credentials } = sandbox;
  const aws = createAws({ endpoint, credentials, region: 'us-east-1' });
  onTestFinished(() => aws.close());
  aws.paceIam({ pace: 'fast' });
  return audit(aws, configurationOf(generated));
}

async function auditDirectly(generated: GeneratedAccount): Promise<Audited> {
  const [account] = loadAccounts([generated.spec], { now });
  if (!account) throw new TypeError('no account was loaded');
  return audit(directAws(account, now), configurationOf(generated));
}

function configurationOf({ truth }: GeneratedAccount): Configuration {
  return configurationSchema.parse(truth.configuration);
}

/** The clock stands still: what is asked for is there at once, and nothing is waited for. */
async function audit(aws: Aws, configuration: Configuration): Promise<Audited> {
  const snapshot = await collectSnapshot(aws, { configuration, clock: () => now, sleep: async () => {} });
  return evaluateSnapshot(snapshot, { configuration, now });
}
