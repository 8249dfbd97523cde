import type { Finding } from '../../../../../findings/finding.ts';
import { Commands } from '../../parts/commands.tsx';
import { Section } from '../../parts/detail-panel.tsx';
import { Prose } from '../../parts/prose.tsx';

/** What to do about a finding, with commands to copy. */
export function Fix({ finding: { remediation } }: { readonly finding: Finding }) {
  const { text, commands = [] } = remediation;
  return (
    <Section title="Fix">
      <Prose text={text} />
      <Commands commands={commands} />
    </Section>
  );
}
