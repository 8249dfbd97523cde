import type { Finding } from '../../../../../findings/finding.ts';
import { useModel } from '../../model/model.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { dayOf } from '../../parts/time.tsx';

const MS_PER_DAY = 86_400_000;

/** For how long an exception is proposed: long enough to plan the work, short enough to be looked at again. */
const PROPOSED_DAYS = 90;

/** The exception that hides a finding, or the command that would write one. */
export function Acceptance({ finding: { id, suppression } }: { readonly finding: Finding }) {
  const { auditedAt } = useModel().data.report;
  if (suppression === undefined) {
    const expires = dayOf(new Date(Date.parse(auditedAt) + PROPOSED_DAYS * MS_PER_DAY).toISOString());
    const command = `account-auditor findings suppress ${id} --reason 'WHY' --owner 'WHO' --expires ${expires}`;
    return (
      <Section title="Accept it">
        <p>Hides it from the next audit on, until the day given:</p>
        <ol class="commands">
          <li>
            <code>{command}</code>
            <CopyButton text={command} what="the command" />
          </li>
        </ol>
      </Section>
    );
  }
  const { exception, reason, owner, expires, ticket } = suppression;
  return (
    <Section title="Accepted">
      <dl class="facts">
        <dt>Exception</dt>
        <dd>
          <Foreign text={exception} />
        </dd>
        <dt>Reason</dt>
        <dd>
          <Foreign text={reason} />
        </dd>
        <dt>Owner</dt>
        <dd>
          <Foreign text={owner} />
        </dd>
        <dt>Until</dt>
        <dd>{expires}</dd>
        {ticket !== undefined && (
          <>
            <dt>Ticket</dt>
            <dd>
              <Foreign text={ticket} />
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
