import './unused-view.css';
import type { ComponentType } from 'preact';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ByAttachment } from './by-attachment.tsx';
import { ByPolicy } from './by-policy.tsx';
import { ByPrincipal } from './by-principal.tsx';
import { UnusedFigures } from './unused-figures.tsx';
import { UseDataMissing } from './use-data-missing.tsx';

interface Table {
  /** In the address; undefined: what is shown where nothing is asked for. */
  readonly by: string | undefined;
  readonly title: string;
  readonly component: ComponentType;
}

const byPrincipal: Table = { by: undefined, title: 'By principal', component: ByPrincipal };

const tables: readonly Table[] = [
  byPrincipal,
  { by: 'policy', title: 'By policy', component: ByPolicy },
  { by: 'attachment', title: 'By attachment', component: ByAttachment },
];

/** Where access is granted and not used, and how much smaller the account could be. */
export function UnusedView() {
  const { principals, unusedAfterDays } = useModel().data;
  const { params } = route.value;
  const { component: Shown, by: shown } = tables.find(({ by }) => by === params.by) ?? byPrincipal;
  return (
    <>
      <div class="view-head">
        <h1>Unused access</h1>
        <p class="muted">Granted, and not used in the {unusedAfterDays} days before the audit</p>
      </div>
      {principals.length === 0 ? (
        <EmptyState title="No user and no role was seen">What could not be looked at is on the overview.</EmptyState>
      ) : (
        <>
          <UseDataMissing />
          <UnusedFigures />
          <Tabs
            label="Unused access by"
            view="unused"
            tabs={tables.map(({ by, title }) => ({
              title,
              params: { by, q: params.q, service: params.service, unused: params.unused },
              isCurrent: by === shown,
            }))}
          />
          <Shown key={shown} />
        </>
      )}
    </>
  );
}
