import './foreign.css';
import { Fragment } from 'preact';
import { unprintable } from '../../../../one-line.ts';

/**
 * Text that somebody else wrote: names, tags, documents. It keeps to its own direction, and what does not print (control
 * characters, marks that turn the direction around, half characters) is shown by its number instead of acting.
 */
export function Foreign({ text }: { readonly text: string }) {
  return (
    <bdi>
      {partsOf(text).map(({ plain, hidden }, index) => (
        <Fragment key={index}>
          {plain}
          {hidden !== null && <span class="unprintable">{hidden}</span>}
        </Fragment>
      ))}
    </bdi>
  );
}

const concealed = new RegExp(`${unprintable.source}|\\p{Cs}`, 'gu');

function partsOf(text: string): readonly { readonly plain: string; readonly hidden: string | null }[] {
  const parts: { readonly plain: string; readonly hidden: string | null }[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(concealed)) {
    parts.push({ plain: text.slice(end, index), hidden: numberOf(character) });
    end = index + character.length;
  }
  return [...parts, { plain: text.slice(end), hidden: null }];
}

function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
