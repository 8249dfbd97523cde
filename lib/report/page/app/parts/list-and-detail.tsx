import './list-and-detail.css';
import type { ComponentChildren } from 'preact';

interface ListAndDetailProps {
  readonly children: ComponentChildren;
  /** What is open of the list, beside it; null: nothing is. Where there is no room for both, it takes the place of the list. */
  readonly detail: ComponentChildren | null;
}

/** A list that takes the height of the window, with what is open of it beside it. */
export function ListAndDetail({ children, detail }: ListAndDetailProps) {
  return (
    <div class={detail === null ? 'list-and-detail' : 'list-and-detail with-detail'}>
      {children}
      {detail}
    </div>
  );
}
