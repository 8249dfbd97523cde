import type { Check } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf } from '../evidence.ts';
import { resourceOf } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';

export const serverCertificateExpired: Check = {
  id: 'server-certificate-expired',
  family: 'unused',
  title: 'Expired server certificate in IAM',
  flags: 'A server certificate stored in IAM whose validity has ended.',
  severity: 'low',
  rationale:
    'No client accepts it any more. Left there, it can be put on a load balancer by mistake and take the site down.',
  remediation: 'Delete it; issue and renew certificates with AWS Certificate Manager.',
  mappings: {
    cis: { '3.0': '1.19', '5.0': '1.18', '6.0': '2.18', '7.0': '2.17' },
    securityHub: ['IAM.26'],
    prowler: ['iam_no_expired_server_certificates_stored'],
  },
  needs: ['server-certificates'],

  *evaluate(context) {
    for (const { arn, name, uploadedAt, expiresAt } of context.account.snapshot.serverCertificates ?? []) {
      if (expiresAt === null) {
        yield unknown({ code: 'not-collected', reason: 'AWS did not say when it expires.' }, arn);
      } else if (Date.parse(expiresAt) >= context.now.getTime()) {
        yield pass;
      } else {
        const resource = resourceOf(context, 'AWS::IAM::ServerCertificate', arn, name);
        yield { verdict: 'finding', resource, evidence: { lastUsedAt: null, uploadedAt, expiresAt } };
      }
    }
  },

  describe({ resource, evidence }) {
    return `Server certificate ${resource.name} expired on ${dayOf(evidence, 'expiresAt')}.`;
  },

  remediate({ resource }) {
    return remediation(
      'Make sure that no load balancer or distribution names it, then delete it. AWS gives no private key back: undoing it ' +
        'takes an upload of the files that it came from.',
      [iam('delete-server-certificate', { 'server-certificate-name': resource.name })],
    );
  },
};
