import type { ComponentType } from 'preact';
import { ChecksView } from './views/checks/checks-view.tsx';
import { EscalationView } from './views/escalation/escalation-view.tsx';
import { FindingsView } from './views/findings/findings-view.tsx';
import { FunctionsView } from './views/functions/functions-view.tsx';
import { Overview } from './views/overview/overview.tsx';
import { PrincipalsView } from './views/principals/principals-view.tsx';
import { UnusedView } from './views/unused/unused-view.tsx';

interface View {
  /** Its name in the address. */
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType;
}

/** Every view of the page, in the order of the navigation. */
export const views: readonly View[] = [
  { id: 'overview', title: 'Overview', component: Overview },
  { id: 'findings', title: 'Findings', component: FindingsView },
  { id: 'unused', title: 'Unused access', component: UnusedView },
  { id: 'escalation', title: 'Escalation', component: EscalationView },
  { id: 'principals', title: 'Principals', component: PrincipalsView },
  { id: 'functions', title: 'Functions', component: FunctionsView },
  { id: 'checks', title: 'Checks', component: ChecksView },
];
