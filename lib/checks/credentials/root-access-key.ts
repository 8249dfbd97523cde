import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { recordsOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { judgeRoot } from './root.ts';

export const rootAccessKey: Check = {
  id: 'root-access-key',
  family: 'credentials',
  title: 'Root user with an access key',
  flags: 'The root user has an active access key.',
  severity: 'critical',
  rationale:
    'The key may do everything, no policy of the account limits it, and it works without MFA from wherever it was copied to.',
  remediation: 'Find out what uses the key, give that a role, and delete the key.',
  mappings: {
    cis: { '3.0': '1.4', '5.0': '1.3', '6.0': '2.3', '7.0': '2.4' },
    securityHub: ['IAM.4'],
    prowler: ['iam_no_root_access_key'],
  },
  needs: ['credential-report'],

  evaluate: (context) =>
    judgeRoot(context, ({ accessKeys }) => {
      const active = accessKeys.filter((key) => key.active);
      if (active.length === 0) return pass;
      const keys = active.map(({ slot, lastRotatedAt, lastUsedAt, lastUsedService }) => ({
        keySlot: slot,
        createdAt: lastRotatedAt,
        lastUsedAt,
        lastUsedService,
      }));
      return { verdict: 'finding', resource: accountResource(context), evidence: { accessKeys: keys } };
    }),

  describe({ resource, evidence }) {
    const count = recordsOf(evidence, 'accessKeys').length;
    return `The root user of account ${resource.name} has ${count === 1 ? 'an active access key' : `${count} active access keys`}.`;
  },

  remediate() {
    return remediation(
      'Sign in as root, deactivate the key under "My security credentials", and delete it when nothing has missed it. Only root ' +
        'can do that; in an organisation with central root access the management account can, by `aws sts assume-root`.',
    );
  },
};
