import './detail-panel.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { setParams } from '../location.ts';

interface DetailPanelProps {
  /** Beside the button that closes it: a badge, or what kind of thing it is. */
  readonly about: ComponentChildren;
  readonly title: ComponentChildren;
  /** The parameter of the address that opens it. */
  readonly param: string;
  /** Selects where the focus goes back to; left out, to the list that it was opened from. */
  readonly openedFrom?: string;
  readonly children: ComponentChildren;
}

/** One thing beside the list or the drawing that it was chosen from. It takes the focus; Escape closes it. */
export function DetailPanel({ about, title, param, openedFrom = '.virtual-table', children }: DetailPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // At once: a key that is pressed as soon as it shows is meant for it.
  useLayoutEffect(() => heading.current?.focus(), []);
  const close = () => {
    setParams({ [param]: undefined });
    document.querySelector<HTMLElement>(openedFrom)?.focus();
  };
  return (
    <aside
      class="detail"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div class="detail-head">
        {about}
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </aside>
  );
}

/** A part of it under a heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="detail-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
