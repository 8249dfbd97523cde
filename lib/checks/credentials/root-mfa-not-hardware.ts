import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textsOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { hasCredentials, judgeRoot } from './root.ts';
import { virtualDevicesOf } from './virtual-mfa.ts';

export const rootMfaNotHardware: Check = {
  id: 'root-mfa-not-hardware',
  family: 'credentials',
  title: 'Root user whose MFA is an app',
  flags:
    'The root user has credentials and signs in with a virtual MFA device, alone or beside one of hardware: one device is ' +
    'enough to sign in. Without any device it is `root-mfa-missing` instead.',
  severity: 'medium',
  rationale:
    'The code of an app can be typed into a false sign-in page, and its seed lives on a phone, in its backups, or in a picture ' +
    'of the QR code. A key of hardware answers to AWS alone and cannot be copied.',
  remediation: 'Register a security key for the root user, and a second one for the safe; then remove the app.',
  mappings: {
    cis: { '3.0': '1.6', '5.0': '1.5', '6.0': '2.5', '7.0': '2.6' },
    securityHub: ['IAM.6'],
    prowler: ['iam_root_hardware_mfa_enabled'],
  },
  needs: ['credential-report', 'virtual-mfa-devices'],

  evaluate: (context) =>
    judgeRoot(context, (root) => {
      const resource = accountResource(context);
      const serialNumbers = virtualDevicesOf(context, resource.arn);
      if (serialNumbers.length === 0 || !hasCredentials(root)) return pass;
      return { verdict: 'finding', resource, evidence: { serialNumbers } };
    }),

  describe({ resource, evidence }) {
    return `The root user of account ${resource.name} signs in with the code of an app (${someOf(textsOf(evidence, 'serialNumbers'))}).`;
  },

  remediate() {
    return remediation(
      'Sign in as root, register a security key under "My security credentials", and sign in with it once. Then remove the ' +
        'virtual device there. A member of an organisation can do without root credentials altogether: let central root access ' +
        'remove them.',
    );
  },
};
