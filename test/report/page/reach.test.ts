import { describe, expect, it } from 'vitest';
import { makeModel } from '../../../lib/report/page/app/model/model.ts';
import { passersThrough, reachOf } from '../../../lib/report/page/app/views/principals/reach.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { anAccount } from '../../builders/an-account.ts';
import { pageDataOf, sampleInput } from './a-page.ts';

const sample = makeModel(makePageData(await sampleInput()));
const arnOf = (name: string) => sample.data.principals.find((each) => each.name === name)?.arn ?? '';

describe('reachOf', () => {
  it('has the administrators at the end of its paths, and whether it is one of them itself', () => {
    const reach = reachOf(sample, arnOf('github-actions-infra-apply'));
    expect(reach.isSelf).toBe(true);
    expect(reach.administrators).toContain(arnOf('j.tanaka'));
    expect(reach.administrators).not.toContain(arnOf('github-actions-infra-apply'));
  });

  it('has others whom it can take over', () => {
    expect(reachOf(sample, arnOf('backup-restore-test')).others).toContain(arnOf('bastion-host'));
  });

  it('has the roles whose trust policies name it', () => {
    const trust = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/ana' },
        Action: 'sts:AssumeRole',
      },
    };
    const model = makeModel(pageDataOf(anAccount().withUser('ana').withRole('deploy', { trust }).build()));
    const [ana, deploy] = model.data.principals;
    expect(reachOf(model, ana?.arn ?? '').namedBy).toEqual([deploy?.arn]);
    expect(reachOf(model, deploy?.arn ?? '').namedBy).toEqual([]);
  });
});

describe('passersThrough', () => {
  it('has those whose ways to an administrator lead through a role', () => {
    const passers = passersThrough(sample, arnOf('cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1'));
    expect(passers).toContain(arnOf('cdk-hnb659fds-deploy-role-111122223333-eu-west-1'));
  });
});
