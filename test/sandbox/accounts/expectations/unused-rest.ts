import { check, type Expectation, prod } from './expectation.ts';

const { group, instanceProfile, oidcProvider, samlProvider, serverCertificate } = prod;

const empty = check('group-empty');
const bare = check('group-without-policies');
const profile = check('instance-profile-orphaned');
const provider = check('identity-provider-unused');
const certificate = check('server-certificate-expired');

export const unusedRest: readonly Expectation[] = [
  empty.finding(group('oncall-legacy'), 'nobody is on call here any more'),
  empty.nearMiss(group('erp-admins'), 'its only member left, but is a member'),
  empty.nearMiss(group('project-atlas'), 'has members, if no policies'),
  empty.unknown(group('warehouse-pilot'), 'young', 'made six days ago; members are to come'),
  empty.unknown(group('quarter-end-helpers'), 'young', 'made nine days ago'),

  bare.finding(group('project-atlas'), 'grants its members nothing'),
  bare.nearMiss(group('release-managers'), 'has an inline policy only'),
  bare.nearMiss(group('contractors/eu-only-contractors'), 'has a policy that only denies'),
  bare.unknown(group('quarter-end-helpers'), 'young', 'made nine days ago'),

  profile.finding(instanceProfile('images/packer-builder'), 'has no role'),
  profile.nearMiss(instanceProfile('wms-legacy-erp'), 'its instance is in eu-central-1'),
  profile.nearMiss(instanceProfile('build-agent'), 'on two instances'),
  profile.unknown(instanceProfile('images/search-node'), 'young', 'made three days ago, without a role yet'),
  profile.unknown(
    instanceProfile('eks-node-poc'),
    'not-collected',
    'on no instance of the Regions in use; in the other enabled Regions nobody looked',
  ),

  provider.finding(oidcProvider('gitlab.com'), 'no role trusts it any more'),
  provider.finding(samlProvider('okta-pilot'), 'no role ever trusted it'),
  provider.nearMiss(oidcProvider('token.actions.githubusercontent.com'), 'trusted by every pipeline'),
  provider.nearMiss(
    oidcProvider('oidc.eks.eu-west-1.amazonaws.com/id/9D1F0A3B5C7E2468EXAMPLE'),
    'trusted, if by an unused role alone',
  ),
  provider.nearMiss(samlProvider('corp-adfs'), 'trusted, if by an unused role alone'),
  provider.nearMiss(
    samlProvider('AWSSSO_4f1c8a0be2d97356_DO_NOT_DELETE'),
    'trusted by the roles of Identity Center, which nobody may edit',
  ),
  provider.unknown(oidcProvider('app.terraform.io'), 'young', 'made five days ago; its roles are to come'),

  certificate.finding(serverCertificate('wildcard-northwind-example-old'), 'expired 400 days ago'),
  certificate.nearMiss(serverCertificate('partners/edi-gateway'), 'expires in five days'),
  certificate.nearMiss(serverCertificate('cloudfront/cdn-legacy'), 'good for months'),
];
