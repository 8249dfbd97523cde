import { type Aws, createAws } from '../../../lib/aws/aws.ts';
import type { Account } from '../../../lib/sandbox/account.ts';
import type { Caller } from '../../../lib/sandbox/operation.ts';
import { servicesOf } from '../../../lib/sandbox/services.ts';
import { TokenIssuer } from '../../../lib/sandbox/sts/token-issuer.ts';

const ownRegion = 'us-east-1';

/**
 * AWS clients whose calls go straight to the embedded account's handlers, without a wire between them: for accounts so large
 * that the wire would take most of a test's time. For what an audit reads, and does not write.
 */
export function directAws(account: Account, now: Date): Aws {
  const { accountId } = account;
  const services = servicesOf(new TokenIssuer({ accounts: [account], seed: 'direct', wireClock: () => now }));
  const caller: Caller = {
    arn: `arn:aws:sts::${accountId}:assumed-role/account-auditor/nightly`,
    accountId,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    uniqueId: 'AROADBQP57FF2AEXAMPLE:nightly',
  };
  const direct = <Client extends object>(client: Client, signingName: string, region = ownRegion): Client => {
    const operations = services.find((service) => service.signingName === signingName)?.operations ?? [];
    const handlers = new Map(operations.map(({ name, handle }) => [`${name}Command`, handle]));
    const send = async (command: { readonly input: unknown }) => {
      const handle = handlers.get(command.constructor.name);
      if (!handle) throw new TypeError(`${signingName} has no handler for ${command.constructor.name}`);
      return handle({ input: command.input as never, account, caller, region, now });
    };
    return Object.assign(client, { send });
  };
  const aws = createAws({ region: ownRegion });
  return {
    ...aws,
    iam: () => direct(aws.iam(), 'iam'),
    iamForSweeps: () => direct(aws.iamForSweeps(), 'iam'),
    sts: () => direct(aws.sts(), 'sts'),
    organizations: () => direct(aws.organizations(), 'organizations'),
    cloudTrail: (region) => direct(aws.cloudTrail(region), 'cloudtrail', region),
    accessAnalyzer: (region) => direct(aws.accessAnalyzer(region), 'access-analyzer', region),
    ec2: (region) => direct(aws.ec2(region), 'ec2', region),
  };
}
