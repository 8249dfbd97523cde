import { describe, expect, it } from 'vitest';
import riskActions from '../../../lib/checks/policy/risk-actions.json' with { type: 'json' };
import { actionsOfClass, boundableWrites } from '../../../lib/checks/policy/risk-classes.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';

const numberOf = (action: string) => catalogue.actionNumber(action) ?? -1;

describe('actionsOfClass', () => {
  it.each([
    ['data-exfiltration', riskActions.dataExfiltration],
    ['credentials-exposure', riskActions.credentialsExposure],
  ] as const)('%s has the actions of its list, spelled as AWS spells them', (riskClass, actions) => {
    expect([...actionsOfClass(riskClass)].map(catalogue.actionName)).toEqual(actions);
  });

  it.each([
    ['resource-exposure', 's3:PutBucketPolicy', true],
    ['resource-exposure', 'lakeformation:GrantPermissions', true],
    ['resource-exposure', 's3:PutObject', false],
    ['infrastructure-modification', 's3:PutBucketPolicy', true],
    ['infrastructure-modification', 'sqs:TagQueue', true],
    ['infrastructure-modification', 'ec2:CreateDefaultVpc', false],
    ['infrastructure-modification', 's3:GetObject', false],
  ] as const)('%s and %s: %s', (riskClass, action, isMember) => {
    expect(actionsOfClass(riskClass).has(numberOf(action))).toBe(isMember);
  });
});

describe('boundableWrites', () => {
  it('is what modifies infrastructure, less tagging', () => {
    expect(boundableWrites().isSubsetOf(actionsOfClass('infrastructure-modification'))).toBe(true);
    expect(boundableWrites().has(numberOf('sqs:TagQueue'))).toBe(false);
  });
});
