import { useState } from 'preact/hooks';
import type { Holding } from '../../model/holdings.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';

const kindWords: Readonly<Record<Holding['kind'], string>> = {
  managed: 'attached',
  inline: 'inline',
  boundary: 'the boundary: grants nothing, limits the rest',
};

/** The policies that somebody holds, each to be opened, with the statements marked that findings name. */
export function Holdings({ holdings }: { readonly holdings: readonly Holding[] }) {
  return (
    <Panel title="What it holds" aside={<span class="muted">{countWords(holdings.length)}</span>}>
      {holdings.length === 0 && <p>No policy: it may do nothing but what resource policies allow it.</p>}
      {holdings.map((holding) => (
        <HeldPolicy key={`${holding.key} ${holding.kind} ${holding.through?.arn}`} holding={holding} />
      ))}
    </Panel>
  );
}

function countWords(count: number): string {
  return count === 1 ? '1 policy' : `${count} policies`;
}

function HeldPolicy({ holding }: { readonly holding: Holding }) {
  const { arn, name, kind, through, text, named } = holding;
  // What is folded is not drawn: policies are long, and few are opened.
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="policy" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Foreign text={name} />{' '}
        <span class="muted">
          {kindWords[kind]}
          {through !== null && (
            <>
              {' '}
              through <Foreign text={through.name} />
            </>
          )}
          {named.size > 0 && `, findings name ${named.size === 1 ? 'a statement' : `${named.size} statements`}`}
        </span>
      </summary>
      {isOpen && (
        <>
          {arn !== null && (
            <p>
              <ArnLink arn={arn} />
            </p>
          )}
          <PolicyDocument text={text} marked={named} />
        </>
      )}
    </details>
  );
}
