import type { Finding } from '../../../../../findings/finding.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from './section.tsx';

/** What to do about a finding, with commands to copy. */
export function Fix({ finding: { remediation } }: { readonly finding: Finding }) {
  const { text, commands = [] } = remediation;
  return (
    <Section title="Fix">
      <Prose text={text} />
      {commands.length > 0 && (
        <ol class="commands">
          {commands.map((command) => (
            <li key={command}>
              <code>
                <Foreign text={command} />
              </code>
              <CopyButton text={command} what="the command" />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
