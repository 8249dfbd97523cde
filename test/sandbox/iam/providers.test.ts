import { describe, expect, it } from 'vitest';
import {
  getOpenIdConnectProvider,
  getSamlProvider,
  listOpenIdConnectProviders,
  listSamlProviders,
  listServerCertificates,
} from '../../../lib/sandbox/iam/providers.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const okta = 'arn:aws:iam::111122223333:saml-provider/okta';

const call = callsTo(
  embeddedAccount({
    oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', created: '-100d' }],
    samlProviders: [{ name: 'okta', created: '-200d', validUntil: '+100d' }],
    serverCertificates: [{ name: 'shop', path: '/cloudfront/', uploaded: '-400d', expires: '-35d' }],
  }),
);

describe('OpenID Connect providers', () => {
  it('are listed by ARN and described one by one', () => {
    expect(call(listOpenIdConnectProviders, {}).OpenIDConnectProviderList).toEqual([{ Arn: github }]);
    expect(call(getOpenIdConnectProvider, { OpenIDConnectProviderArn: github })).toMatchObject({
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      CreateDate: new Date('2026-08-15T03:00:00Z'),
    });
    expectAwsError('NoSuchEntity', () => call(getOpenIdConnectProvider, { OpenIDConnectProviderArn: `${github}x` }));
  });
});

describe('SAML providers', () => {
  it('are listed and described with the end of their metadata', () => {
    const dates = { CreateDate: new Date('2026-05-07T03:00:00Z'), ValidUntil: new Date('2027-03-03T03:00:00Z') };
    expect(call(listSamlProviders, {}).SAMLProviderList).toEqual([{ Arn: okta, ...dates }]);
    expect(call(getSamlProvider, { SAMLProviderArn: okta })).toMatchObject(dates);
    expectAwsError('NoSuchEntity', () => call(getSamlProvider, { SAMLProviderArn: `${okta}x` }));
  });
});

describe('listServerCertificates', () => {
  it('lists certificates with their expiry', () => {
    expect(call(listServerCertificates, {}).ServerCertificateMetadataList).toEqual([
      {
        Path: '/cloudfront/',
        ServerCertificateName: 'shop',
        ServerCertificateId: expect.stringMatching(/^ASCA/),
        Arn: 'arn:aws:iam::111122223333:server-certificate/cloudfront/shop',
        UploadDate: new Date('2025-10-19T03:00:00Z'),
        Expiration: new Date('2026-10-19T03:00:00Z'),
      },
    ]);
  });
});
