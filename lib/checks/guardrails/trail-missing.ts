import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { hiddenTrails, trailsOf } from './trails.ts';

export const trailMissing: Check = {
  id: 'trail-missing',
  family: 'guardrails',
  title: 'No trail records the account',
  flags:
    'An account of which no CloudTrail trail keeps a record in the Regions in use. A trail of the organisation counts, ' +
    'whichever account it belongs to. What trails there are is judged by the other checks.',
  severity: 'high',
  rationale:
    'CloudTrail shows the last 90 days by itself, Region by Region. What happened before, and proof that nothing was taken out, only a trail keeps.',
  remediation: 'Create a trail of all Regions, in an organisation best one for all accounts.',
  mappings: {
    cis: { '3.0': '3.1', '5.0': '3.1', '6.0': '4.1', '7.0': '4.1' },
    securityHub: ['CloudTrail.1', 'CloudTrail.3'],
    prowler: ['cloudtrail_multi_region_enabled'],
  },
  needs: ['trails'],

  *evaluate(context) {
    const resource = accountResource(context);
    const hidden = hiddenTrails(context);
    if (trailsOf(context).length > 0) yield pass;
    else if (hidden !== null) yield unknown(hidden, resource.arn);
    else yield { verdict: 'finding', resource, evidence: {} };
  },

  describe({ resource }) {
    return `No trail in the Regions in use keeps a record of what happens in account ${resource.name}.`;
  },

  remediate() {
    return remediation(
      'In an organisation, create one trail in the management account for all accounts. Alone, create one here: ' +
        '`aws cloudtrail create-trail` with `--is-multi-region-trail` and `--enable-log-file-validation`, to a bucket whose ' +
        'policy lets CloudTrail write and nobody delete, best in another account, and then `aws cloudtrail start-logging`.',
    );
  },
};
