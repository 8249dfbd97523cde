import { check, type Expectation, prod } from './expectation.ts';

const { account, instance, launchTemplate } = prod;
const FRANKFURT = 'eu-central-1';
const VIRGINIA = 'us-east-1';

const imdsV1 = check('instance-imdsv1');
const hopLimit = check('instance-hop-limit');
const admin = check('instance-profile-admin');

/** Instances and launch templates: Ireland and Virginia demand version 2 of new instances, Frankfurt leaves it open. */
export const compute: readonly Expectation[] = [
  imdsV1.finding(instance('i-0913a5b7c9d1e2f34'), 'takes version 1', { severity: 'high' }),
  imdsV1.finding(instance('i-0e5f6a7b8c9d0e1f2', FRANKFURT), 'takes version 1'),
  imdsV1.finding(instance('i-01a9b8c7d6e5f4032', FRANKFURT), 'stopped, and may be started'),
  imdsV1.nearMiss(instance('i-07d8c9b0a1f2e3d45'), 'would take it, but is switched off'),
  imdsV1.nearMiss(instance('i-0aa1bb2cc3dd4ee55'), 'terminated'),
  imdsV1.nearMiss(instance('i-0b7a1c2d3e4f50617'), 'demands version 2'),
  imdsV1.finding(launchTemplate('lt-0e5a7c9b1d3f64802'), 'the latest version takes it, the default does not', {
    severity: 'high',
  }),
  imdsV1.finding(launchTemplate('lt-0f6b8d0c2e4a75913', FRANKFURT), 'says nothing, and neither does the Region', {
    severity: 'medium',
  }),
  imdsV1.nearMiss(launchTemplate('lt-0d4f6b8a0c2e53791'), 'says nothing, but the Region demands version 2'),
  imdsV1.nearMiss(launchTemplate('lt-0c3e5a7f9b1d42680'), 'an old version that nobody gets by default'),
  imdsV1.nearMiss(launchTemplate('lt-007c9e1d3f5b86024', VIRGINIA), 'switched off'),
  imdsV1.finding(account, 'no default', { discriminator: FRANKFURT }),
  imdsV1.nearMiss(account, 'demands version 2', { discriminator: 'eu-west-1' }),

  hopLimit.finding(instance('i-04c1d9e8f7a6b5c43'), 'two hops, and no containers', { severity: 'low' }),
  hopLimit.nearMiss(instance('i-0f2e4d6c8b0a19375'), 'one hop'),
  hopLimit.nearMiss(instance('i-02b4c6d8e0f1a3957'), 'two hops, for containers of ECS'),
  hopLimit.nearMiss(instance('i-06e8d0c2b4a697513'), 'two hops, for a cluster of Kubernetes'),
  hopLimit.nearMiss(instance('i-07d8c9b0a1f2e3d45'), 'two hops to what is switched off'),

  admin.nearMiss(instance('i-0f2e4d6c8b0a19375'), 'all of S3 is not everything'),
];
