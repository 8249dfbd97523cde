import type { ComponentChildren } from 'preact';

/** A part of a finding under a heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="finding-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
