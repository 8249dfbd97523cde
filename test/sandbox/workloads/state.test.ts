import { describe, expect, it } from 'vitest';
import { embeddedAccount } from '../calling.ts';

describe('createWorkloads', () => {
  it('refuses a role that is not in the account, and takes the ARN of one that need not be', () => {
    const project = { kind: 'CodeBuild project' as const, name: 'orders', region: 'eu-west-1' };
    expect(() => embeddedAccount({ workloads: [{ ...project, role: 'none' }] })).toThrow(
      'accounts[0].workloads[0] (orders).role: there is no role "none" in this account',
    );
    const role = 'arn:aws:iam::111122223333:role/gone';
    expect(embeddedAccount({ workloads: [{ ...project, role }] }).workloads).toMatchObject([{ roleArn: role }]);
  });
});
