import { placeOf, refuseDuplicates, refuseUnknown } from '../../refusal.ts';
import type { InstanceProfile, OidcProvider, SamlProvider, ServerCertificate } from '../entities.ts';
import { uniqueId } from '../ids.ts';
import { type Builder, identify } from './builder.ts';

export function buildInstanceProfiles(builder: Builder): InstanceProfile[] {
  const { spec, where } = builder;
  refuseDuplicates(spec.instanceProfiles, where, 'instanceProfiles');
  const roles = new Set(spec.roles.map((role) => role.name));
  return spec.instanceProfiles.map((profile, index) => {
    if (profile.role !== undefined) {
      refuseUnknown(roles, profile.role, `${placeOf(where, 'instanceProfiles', index, profile.name)}.role`, 'role');
    }
    return {
      kind: 'instance-profile',
      ...identify(builder, 'AIPA', 'instance-profile', profile),
      roleName: profile.role,
    };
  });
}

export function buildOidcProviders({ spec, arn, time }: Builder): OidcProvider[] {
  return spec.oidcProviders.map((provider) => {
    const url = provider.url.replace(/^https:\/\//, '');
    return {
      arn: arn(`oidc-provider/${url}`),
      url,
      clientIds: provider.clientIds,
      createdAt: time(provider.created),
    };
  });
}

export function buildSamlProviders({ spec, where, arn, time }: Builder): SamlProvider[] {
  refuseDuplicates(spec.samlProviders, where, 'samlProviders');
  return spec.samlProviders.map(({ name, created, validUntil }) => ({
    arn: arn(`saml-provider/${name}`),
    name,
    createdAt: time(created),
    validUntil: time(validUntil),
  }));
}

export function buildServerCertificates({ spec, where, seed, arn, time }: Builder): ServerCertificate[] {
  refuseDuplicates(spec.serverCertificates, where, 'serverCertificates');
  return spec.serverCertificates.map(({ name, path, uploaded, expires }) => {
    const certificateArn = arn(`server-certificate${path}${name}`);
    return {
      arn: certificateArn,
      id: uniqueId('ASCA', seed, certificateArn),
      name,
      path,
      uploadedAt: time(uploaded),
      expiresAt: time(expires),
    };
  });
}
