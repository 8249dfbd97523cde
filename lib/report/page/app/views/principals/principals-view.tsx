import './principals.css';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { hashOf } from '../../route.ts';
import { GroupPage } from './group-page.tsx';
import { PolicyPage } from './policy-page.tsx';
import { PrincipalList } from './principal-list.tsx';
import { PrincipalPage } from './principal-page.tsx';

/** Users and roles; a page for each of them, and for the groups and policies that they hold. */
export function PrincipalsView() {
  const { principalByArn, groupByArn, policyByArn } = useModel();
  const { arn } = route.value.params;
  if (arn === undefined) return <PrincipalList />;
  const principal = principalByArn.get(arn);
  if (principal !== undefined) return <PrincipalPage key={arn} principal={principal} />;
  const group = groupByArn.get(arn);
  if (group !== undefined) return <GroupPage key={arn} group={group} />;
  const policy = policyByArn.get(arn);
  if (policy !== undefined) return <PolicyPage key={arn} policy={policy} />;
  return (
    <EmptyState title="The account has no such user, role, group or policy">
      <p>
        <Foreign text={arn} />
      </p>
      <a href={hashOf('principals')}>Show all principals</a>
    </EmptyState>
  );
}
