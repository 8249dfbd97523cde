import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { identityPolicies } from '../../../lib/checks/policy/identity-policies.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { NOW } from '../../builders/time.ts';
import { allow, policyOf } from './a-policy.ts';

const document = policyOf(allow('s3:*'));
const SERVICE_LINKED = { path: '/aws-service-role/support.amazonaws.com/' };
const IDENTITY_CENTER = { path: '/aws-reserved/sso.amazonaws.com/' };

function found(account: AccountBuilder) {
  const context = { account: viewOf(account.build()), configuration: defaultConfiguration, now: NOW };
  return Array.from(identityPolicies(context), ({ resource, inlinePolicy, isAttached, holders }) => ({
    name: inlinePolicy === undefined ? resource.name : `${resource.type} ${resource.name}: ${inlinePolicy.name}`,
    isAttached,
    holders: holders().map(({ name }) => name),
  }));
}

describe('identityPolicies', () => {
  it('has customer policies, attached or not, and those of AWS that are attached', () => {
    const account = anAccount()
      .withPolicy('used', document)
      .withPolicy('loose', document)
      .withAwsManagedPolicy('AmazonS3FullAccess', document)
      .withAwsManagedPolicy('AmazonSQSFullAccess', document)
      .withRole('deploy', { policies: ['used', 'AmazonS3FullAccess'] });
    expect(found(account)).toEqual([
      { name: 'used', isAttached: true, holders: ['deploy'] },
      { name: 'loose', isAttached: false, holders: [] },
      { name: 'AmazonS3FullAccess', isAttached: true, holders: ['deploy'] },
    ]);
  });

  it('has inline policies of users, groups and roles, those of Identity Center on the permission set', () => {
    const account = anAccount()
      .withGroup('team', { inline: { g: document } })
      .withUser('ada', { groups: ['team'], inline: { u: document } })
      .withRole('deploy', { inline: { r: document } })
      .withRole('AWSReservedSSO_Reader_0123456789abcdef', { ...IDENTITY_CENTER, inline: { p: document } });
    expect(found(account).map(({ name, holders }) => [name, ...holders])).toEqual([
      ['AWS::IAM::User ada: u', 'ada'],
      ['AWS::IAM::Role deploy: r', 'deploy'],
      ['AWS::SSO::PermissionSet Reader: p', 'AWSReservedSSO_Reader_0123456789abcdef'],
      ['AWS::IAM::Group team: g', 'ada'],
    ]);
  });

  it('leaves out what only service-linked roles hold, and does not count them as holders', () => {
    const account = anAccount()
      .withAwsManagedPolicy('SupportPolicy', document)
      .withPolicy('used', document)
      .withRole('support', { ...SERVICE_LINKED, policies: ['SupportPolicy', 'used'], inline: { own: document } });
    expect(found(account)).toEqual([]);
    expect(found(account.withRole('deploy', { policies: ['used'] }))).toEqual([
      { name: 'used', isAttached: true, holders: ['deploy'] },
    ]);
  });

  it('leaves out boundaries, unless they are attached as well', () => {
    const account = anAccount().withPolicy('limit', document).withRole('deploy', { boundary: 'limit' });
    expect(found(account)).toEqual([]);
    expect(found(account.withRole('api', { policies: ['limit'] })).map(({ name }) => name)).toEqual(['limit']);
  });

  it('takes AWS at its word that a policy is attached whose holders the snapshot has not', () => {
    const account = anAccount().withAwsManagedPolicy('AmazonS3FullAccess', document, { attachmentCount: 1 });
    expect(found(account)).toEqual([{ name: 'AmazonS3FullAccess', isAttached: true, holders: [] }]);
  });
});
