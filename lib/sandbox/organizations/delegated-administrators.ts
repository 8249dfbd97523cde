import type {
  ListDelegatedAdministratorsCommandInput,
  ListDelegatedAdministratorsResponse,
  ListDelegatedServicesForAccountCommandInput,
  ListDelegatedServicesForAccountResponse,
} from '@aws-sdk/client-organizations';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOfList, readableOrganizationOf } from './members.ts';
import { toAccount } from './organization.ts';

/** ListDelegatedAdministrators: accounts that administer some service, or the one that is asked for, for the organisation. */
export function listDelegatedAdministrators(
  call: Call<HandlerInput<ListDelegatedAdministratorsCommandInput>>,
): ListDelegatedAdministratorsResponse {
  const { input, account } = call;
  const { accounts, delegatedAdministrators } = readableOrganizationOf(account);
  const { ServicePrincipal: service } = input;
  const found = delegatedAdministrators.flatMap(({ id, services, enabledAt }) => {
    const member = accounts.find((each) => each.id === id);
    const isAsked = service === undefined || services.includes(service);
    return member && isAsked ? [{ ...toAccount(account, member), DelegationEnabledDate: enabledAt }] : [];
  });
  const { items, nextToken } = pageOfList(call, found, ({ Id }) => Id ?? '');
  return { DelegatedAdministrators: [...items], NextToken: nextToken };
}

export function listDelegatedServicesForAccount(
  call: Call<HandlerInput<ListDelegatedServicesForAccountCommandInput>>,
): ListDelegatedServicesForAccountResponse {
  const { input, account } = call;
  const { accounts, delegatedAdministrators } = readableOrganizationOf(account);
  if (!accounts.some(({ id }) => id === input.AccountId)) {
    throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
  }
  const administrator = delegatedAdministrators.find(({ id }) => id === input.AccountId);
  if (!administrator) {
    throw new AwsError(
      'AccountNotRegisteredException',
      'The specified account is not a delegated administrator for this Amazon Web Services service.',
    );
  }
  const { items, nextToken } = pageOfList(call, administrator.services, (service) => service);
  return {
    DelegatedServices: items.map((service) => ({
      ServicePrincipal: service,
      DelegationEnabledDate: administrator.enabledAt,
    })),
    NextToken: nextToken,
  };
}
