import type { Finding } from '../../../../findings/finding.ts';
import { useModel } from '../model/model.ts';
import { hashOf } from '../route.ts';
import { Foreign } from './foreign.tsx';

/** Leads to a finding, by the resource that it is about. */
export function FindingLink({ finding }: { readonly finding: Finding }) {
  return (
    <a href={hashOf('findings', { id: finding.id })}>
      <Foreign text={finding.resource.name} />
    </a>
  );
}

/** An ARN; one that the account knows leads to what was found of it. Nobody else's text ever becomes an address. */
export function ArnLink({ arn }: { readonly arn: string }) {
  const { principalByArn, policyByArn } = useModel();
  const principal = principalByArn.get(arn);
  if (principal !== undefined) return <PrincipalLink arn={arn} name={principal.name} />;
  const policy = policyByArn.get(arn);
  if (policy === undefined) return <Foreign text={arn} />;
  return (
    <a href={hashOf('findings', { resource: arn })} title={arn}>
      <Foreign text={policy.name} />
    </a>
  );
}

/** Leads to a user or role. */
export function PrincipalLink({ arn, name }: { readonly arn: string; readonly name: string }) {
  return (
    <a href={hashOf('findings', { principal: arn })} title={arn}>
      <Foreign text={name} />
    </a>
  );
}
