import { describe, expect, it } from 'vitest';
import { policyDeprecatedManaged } from '../../../lib/checks/policy/policy-deprecated-managed.ts';
import { retiredPolicies, retirementOf } from '../../../lib/checks/policy/retired-policies.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { PolicySpec } from '../../builders/specs.ts';
import { foundNames, runCheck } from '../run-check.ts';
import { allow, policyOf } from './a-policy.ts';

const document = policyOf(allow('ssm:GetParameter'));
const holding = (name: string, spec: PolicySpec = {}) =>
  anAccount()
    .withAwsManagedPolicy(name, document, spec)
    .withRole('gateway', { policies: [name] });

describe('policy-deprecated-managed', () => {
  it('reports a policy of AWS that was replaced, with what replaced it', () => {
    const { findings } = runCheck(policyDeprecatedManaged, holding('AmazonEC2RoleforSSM', { path: '/service-role/' }));
    expect(findings).toMatchObject([
      {
        severity: 'low',
        evidence: {
          replacement: 'AmazonSSMManagedInstanceCore',
          isAttachable: true,
          attachedTo: ['arn:aws:iam::111122223333:role/gateway'],
        },
      },
    ]);
    expect(findings.map((finding) => policyDeprecatedManaged.describe(finding))).toEqual([
      'Policy AmazonEC2RoleforSSM, which AWS has replaced by AmazonSSMManagedInstanceCore, is still attached to arn:aws:iam::111122223333:role/gateway.',
    ]);
    expect(findings.map((finding) => policyDeprecatedManaged.remediate(finding).text)).toEqual([
      expect.stringContaining('The attach- command with the same options undoes each line.'),
    ]);
  });

  it('reports one that AWS does not let be attached any more, and that detaching it is final', () => {
    const { findings } = runCheck(policyDeprecatedManaged, holding('SomethingOld', { isAttachable: false }));
    expect(findings).toMatchObject([{ evidence: { replacement: null, isAttachable: false } }]);
    expect(findings.map((finding) => policyDeprecatedManaged.describe(finding))).toEqual([
      expect.stringMatching(/AWS has retired, .* AWS does not let it be attached again\.$/),
    ]);
    expect(findings.map((finding) => policyDeprecatedManaged.remediate(finding).text)).toEqual([
      expect.stringContaining('keep a copy of its document'),
    ]);
  });

  it('passes what is in force, and what only bears the name', () => {
    expect(runCheck(policyDeprecatedManaged, holding('AmazonSSMManagedInstanceCore')).status).toBe('pass');
    const own = anAccount()
      .withPolicy('AmazonEC2RoleforSSM', document)
      .withRole('a', { policies: ['AmazonEC2RoleforSSM'] });
    expect(runCheck(policyDeprecatedManaged, own).status).toBe('not-applicable');
  });

  it('leaves alone what nobody has, and what only a service-linked role has', () => {
    const account = anAccount()
      .withAwsManagedPolicy('AWSLambdaFullAccess', document)
      .withAwsManagedPolicy('ServicePolicy', document, { isAttachable: false })
      .withRole('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/', policies: ['ServicePolicy'] });
    expect(foundNames(runCheck(policyDeprecatedManaged, account))).toEqual([]);
  });
});

describe('retirementOf', () => {
  it.each(retiredPolicies)('says what replaced %s, which is not retired itself, and where AWS says so', (name) => {
    const retirement = retirementOf(name);
    expect(retirement?.replacement).not.toBe(name);
    expect(retirementOf(retirement?.replacement ?? '')).toBeNull();
    expect(retirement?.source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
  });

  it('knows no others', () => {
    expect(retirementOf('constructor')).toBeNull();
  });
});
