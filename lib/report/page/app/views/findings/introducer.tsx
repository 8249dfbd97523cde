import type { IntroducedBy } from '../../../../../findings/introduced-by.ts';
import { introducerText } from '../../../../introducer-text.ts';
import { Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';

/** Who made it so, or why nobody knows. */
export function Introducer({ introducedBy }: { readonly introducedBy: IntroducedBy }) {
  return (
    <Section title="Introduced by">
      <p>
        <Foreign text={introducerText(introducedBy)} />
      </p>
    </Section>
  );
}
