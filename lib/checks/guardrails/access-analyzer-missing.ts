import { looksOutside } from '../../snapshot/analyzer-types.ts';
import type { Check, CheckContext } from '../check.ts';
import { type Command, remediation } from '../commands.ts';
import { recordsOf, someOf, textOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

export const accessAnalyzerMissing: Check = {
  id: 'access-analyzer-missing',
  family: 'guardrails',
  title: 'Region without an external-access analyzer',
  flags:
    'A Region in use (`regions`, or the one that the audit runs in) without an active IAM Access Analyzer for external access, ' +
    'of the account or of the organisation. An analyzer of the organisation is visible in the account that it was made in ' +
    'alone: of the other accounts this check is best suppressed then.',
  severity: 'medium',
  rationale:
    'It proves from the policies of buckets, roles, keys, queues and functions who outside can reach them, at no charge, and ' +
    'looks in its own Region only.',
  remediation: 'Create an external-access analyzer in each Region in use.',
  mappings: {
    cis: { '3.0': '1.20', '5.0': '1.19', '6.0': '2.19', '7.0': '2.18' },
    securityHub: ['IAM.28'],
    prowler: ['accessanalyzer_enabled'],
  },
  needs: ['analyzers'],

  *evaluate(context) {
    const account = accountResource(context);
    const { regions: read = [], items = [] } = context.account.snapshot.analyzers ?? {};
    const inUse = regionsInUse(context);
    for (const region of inUse ?? read) {
      const here = items.filter((analyzer) => analyzer.region === region);
      if (here.some((analyzer) => looksOutside(analyzer) && analyzer.status === 'ACTIVE')) {
        yield pass;
      } else if (!read.includes(region)) {
        const reason = `The analyzers of ${region} were not read.`;
        yield unknown({ code: 'not-collected', reason }, account.arn, region, region);
      } else {
        const analyzers = here.map(({ name, type, status }) => ({ name, type, status }));
        yield { verdict: 'finding', resource: account, discriminator: region, evidence: { region, analyzers } };
      }
    }
    if (inUse === null) yield unknown(notCollected(context, 'enabled-regions'), account.arn);
  },

  describe({ evidence }) {
    const others = recordsOf(evidence, 'analyzers').map(
      (analyzer) => `${textOf(analyzer, 'name')} (${textOf(analyzer, 'type')}, ${textOf(analyzer, 'status')})`,
    );
    const there = others.length > 0 ? ` There: ${someOf(others)}.` : '';
    return `No active analyzer looks for access from outside in ${textOf(evidence, 'region')}.${there}`;
  },

  remediate({ evidence }) {
    const region = textOf(evidence, 'region') ?? '';
    const idle = recordsOf(evidence, 'analyzers')
      .filter((analyzer) => looksOutside({ type: textOf(analyzer, 'type') ?? '' }))
      .flatMap((analyzer) => textOf(analyzer, 'name') ?? []);
    if (idle.length > 0) {
      return remediation(
        'There is an external-access analyzer, and it is not active: the line says why. It takes the place of another one, ' +
          'so that it has to be repaired, or deleted with its findings and archive rules before a new one can be created.',
        idle.map((name) => analyzerCommand('get-analyzer', { 'analyzer-name': name, region })),
      );
    }
    return remediation(
      'Create it; it costs nothing and changes nothing. In an organisation one of type ORGANIZATION, made by the delegated ' +
        'administrator, does for all accounts.',
      [analyzerCommand('create-analyzer', { 'analyzer-name': 'external-access', type: 'ACCOUNT', region })],
    );
  },
};

function analyzerCommand(operation: string, options: Command['options']): Command {
  return { call: `accessanalyzer ${operation}`, options };
}

/** The Regions that analyzers were to be looked for in; null when those enabled for the account are meant and not known. */
function regionsInUse({ account, configuration: { regions } }: CheckContext): readonly string[] | null {
  const { enabledRegions, account: identity } = account.snapshot;
  if (regions === 'all') return enabledRegions?.map(({ region }) => region) ?? null;
  if (regions !== undefined) return [...new Set(regions)];
  return identity.region === null ? [] : [identity.region];
}
