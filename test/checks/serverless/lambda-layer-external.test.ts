import { describe, expect, it } from 'vitest';
import { publishers } from '../../../lib/checks/serverless/aws-layer-publishers.ts';
import { lambdaLayerExternal } from '../../../lib/checks/serverless/lambda-layer-external.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const layer = (accountId: string, name = 'agent') => `arn:aws:lambda:eu-west-1:${accountId}:layer:${name}:7`;
const withLayers = (...layerArns: string[]) => anAccount().with(withFunctions(aFunction('api', { layerArns })));
const joined = { joined: true, id: 'o-a1b2c3d4e5', managementAccountId: '444455556666', featureSet: 'ALL' } as const;

describe('lambdaLayerExternal', () => {
  it('finds a layer of a stranger, and not those beside it', () => {
    const [finding] = runCheck(lambdaLayerExternal, withLayers(layer('111122223333'), layer('999988887777'))).findings;
    expect(finding).toMatchObject({
      severity: 'medium',
      evidence: { layers: [{ layer: layer('999988887777'), name: 'agent', accountId: '999988887777' }] },
    });
    expect(finding && lambdaLayerExternal.describe(finding)).toBe(
      'Function api of eu-west-1 runs code of others: agent of account 999988887777.',
    );
  });

  it.each([
    ['the own account', withLayers(layer('111122223333')), {}],
    ['Powertools', withLayers(layer('017000801446')), {}],
    ['Powertools for TypeScript', withLayers(layer('094274105915')), {}],
    ['Lambda Insights', withLayers(layer('580247275435')), {}],
    ['an account that is trusted', withLayers(layer('999988887777')), { trustedAccountIds: ['999988887777'] }],
    [
      'the organisation',
      withLayers(layer('999988887777')).with({
        organization: joined,
        organizationAccountIds: ['111122223333', '999988887777'],
      }),
      {},
    ],
    ['nobody', withLayers(), {}],
  ])('passes over a layer of %s', (_, story, configuration) => {
    expect(runCheck(lambdaLayerExternal, story, configuration).status).toBe('pass');
  });

  it('says that the account may be of the organisation where its accounts may not be listed', () => {
    const [finding] = runCheck(
      lambdaLayerExternal,
      withLayers(layer('999988887777')).with({ organization: joined }),
    ).findings;
    expect(finding?.evidence.perhapsOfOrganization).toBe('o-a1b2c3d4e5');
  });

  it.each(['organization', 'organization-accounts', 'functions'] as const)('is unknown without %s', (source) => {
    expect(runCheck(lambdaLayerExternal, withLayers(layer('999988887777')).without(source)).status).toBe('unknown');
  });
});

describe('publishers', () => {
  it('are accounts', () => {
    for (const accountId of publishers.accountIds) expect(accountId).toMatch(/^\d{12}$/);
  });
});
