import './empty-state.css';
import type { ComponentChildren } from 'preact';

/** Says that there is nothing to show, and why, or what to do about it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty-state">
      <p>
        <strong>{title}</strong>
      </p>
      <div class="muted">{children}</div>
    </div>
  );
}
