import './tabs.css';
import { hashOf } from '../route.ts';

interface TabsProps {
  readonly label: string;
  readonly view: string;
  readonly tabs: readonly {
    readonly title: string;
    readonly params: Parameters<typeof hashOf>[1];
    readonly isCurrent: boolean;
  }[];
}

/** The parts of a view, of which one is shown; each has an address. */
export function Tabs({ label, view, tabs }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ title, params, isCurrent }) => (
        <a key={title} href={hashOf(view, params)} aria-current={isCurrent ? 'true' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
