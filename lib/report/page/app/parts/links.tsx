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

/** An ARN; one that the account knows leads to its page. Nobody else's text ever becomes an address. */
export function ArnLink({ arn }: { readonly arn: string }) {
  const { principalByArn, groupByArn, policyByArn, functionByArn } = useModel();
  const lambda = functionByArn.get(arn);
  if (lambda !== undefined) return <FunctionLink arn={arn} name={lambda.name} />;
  const known = principalByArn.get(arn) ?? groupByArn.get(arn) ?? policyByArn.get(arn);
  return known === undefined ? <Foreign text={arn} /> : <PrincipalLink arn={arn} name={known.name} />;
}

/** Leads to the page of a user or role; groups and policies have one, too. */
export function PrincipalLink({ arn, name }: { readonly arn: string; readonly name: string }) {
  return (
    <a href={hashOf('principals', { arn })} title={arn}>
      <Foreign text={name} />
    </a>
  );
}

/** Leads to a Lambda function. */
export function FunctionLink({ arn, name }: { readonly arn: string; readonly name: string }) {
  return (
    <a href={hashOf('functions', { arn })} title={arn}>
      <Foreign text={name} />
    </a>
  );
}
