import type { StoredDocument } from '../../../../../snapshot/snapshot.ts';
import { useModel } from '../../model/model.ts';
import { namedStatements, trustKey } from '../../model/statements.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';
import { ArnList } from './arn-list.tsx';
import { passersThrough } from './reach.ts';
import { readTrust, type Trusted, type TrustStatement } from './trust-list.ts';

/** Who can become a role: its trust policy as a list, and as it was read. */
export function TrustedBy({ trust, arn }: { readonly trust: StoredDocument; readonly arn: string }) {
  const model = useModel();
  const { statements, unread } = readTrust(trust, model.data.report.account.accountId);
  const named = namedStatements(model, arn, trustKey(arn));
  const passers = passersThrough(model, arn);
  return (
    <Panel title="Who can assume it">
      {unread.map((reason) => (
        <p key={reason} role="note" class="note">
          Part of the trust policy cannot be read, and may let in others: <Foreign text={reason} />
        </p>
      ))}
      {statements.map((statement) => (
        <Statement key={statement.index} statement={statement} />
      ))}
      {statements.length === 0 && unread.length === 0 && <p>Nobody: its trust policy has no statement.</p>}
      {passers.length > 0 && (
        <details>
          <summary>
            {passers.length} {passers.length === 1 ? 'principal has' : 'principals have'} a way to an administrator
            through it
          </summary>
          <ArnList arns={passers} none="" />
        </details>
      )}
      <details class="policy">
        <summary>The trust policy</summary>
        <PolicyDocument text={trust} marked={named} />
      </details>
    </Panel>
  );
}

function Statement({
  statement: { index, effect, trusted, actions, conditions },
}: {
  readonly statement: TrustStatement;
}) {
  return (
    <div class={effect === 'Deny' ? 'trust denied' : 'trust'}>
      <div class="trust-head muted">
        {effect === 'Deny' ? 'Denied' : 'Allowed'} by statement {index}: <Foreign text={actions.join(', ')} />
      </div>
      <ul class="plain">
        {trusted.map((each) => (
          <li key={`${each.kind} ${each.name}`}>
            <TrustedOne trusted={each} />
          </li>
        ))}
      </ul>
      {conditions.length > 0 && (
        <ul class="conditions">
          {conditions.map((condition) => (
            <li key={condition}>
              where <Foreign text={condition} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function TrustedOne({ trusted: { kind, name, isOutside } }: { readonly trusted: Trusted }) {
  if (kind === 'anybody') {
    return (
      <strong>
        Anybody <Foreign text={name} />
      </strong>
    );
  }
  return (
    <>
      {kindWords[kind]} <ArnLink arn={name} />
      {isOutside && <span class="outside">outside</span>}
    </>
  );
}

const kindWords: Readonly<Record<Exclude<Trusted['kind'], 'anybody'>, string>> = {
  account: 'Whoever may, of account',
  principal: '',
  service: 'Service',
  provider: 'Identity provider',
  'canonical user': 'Canonical user',
  'deleted principal': 'A principal that was deleted:',
};
