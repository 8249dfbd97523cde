import { describe, expect, it } from 'vitest';
import { describeOrganization, listAccounts } from '../../../lib/sandbox/organizations/organization.ts';
import { accountId, callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const organization = {
  id: 'o-a1b2c3d4e5',
  managementAccountId: '444455556666',
  accounts: ['111122223333', '222233334444', '444455556666'].map((id) => ({
    id,
    name: `account-${id}`,
    joined: '-90d',
  })),
};

describe('describeOrganization', () => {
  it('offers no policies where only bills are put together', () => {
    const call = callsTo(embeddedAccount({ organization: { ...organization, featureSet: 'CONSOLIDATED_BILLING' } }));
    expect(call(describeOrganization, {}).Organization).toMatchObject({
      FeatureSet: 'CONSOLIDATED_BILLING',
      AvailablePolicyTypes: [],
    });
  });

  it('has nothing to say to an account that is in none', () => {
    const call = callsTo(embeddedAccount());
    expectAwsError('AWSOrganizationsNotInUseException', () => call(describeOrganization, {}));
    expectAwsError('AWSOrganizationsNotInUseException', () => call(listAccounts, {}));
  });
});

describe('listAccounts', () => {
  it('is for the management account and for delegated administrators', () => {
    const idsFor = (more: object) =>
      callsTo(embeddedAccount({ organization: { ...organization, ...more } }))(listAccounts, {}).Accounts?.length;
    expect(idsFor({ managementAccountId: accountId })).toBe(3);
    expect(idsFor({ delegatedAdministrator: true })).toBe(3);
    expectAwsError('AccessDeniedException', () => idsFor({}));
  });

  it('pages', () => {
    const call = callsTo(embeddedAccount({ organization: { ...organization, delegatedAdministrator: true } }));
    const first = call(listAccounts, { MaxResults: 2 });
    expect(first.Accounts?.map(({ Id }) => Id)).toEqual(['111122223333', '222233334444']);
    expect(call(listAccounts, { MaxResults: 2, NextToken: first.NextToken })).toMatchObject({
      Accounts: [{ Id: '444455556666', JoinedTimestamp: new Date('2026-08-25T03:00:00Z') }],
      NextToken: undefined,
    });
    expectAwsError('InvalidInputException', () => call(listAccounts, { MaxResults: 21 }));
    expectAwsError('InvalidInputException', () => call(listAccounts, { NextToken: 'page-2' }));
  });
});
