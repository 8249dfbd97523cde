import './unused-figures.css';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useModel } from '../../model/model.ts';
import { totalOf, type UseCounts, unusedPercent } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { isPrinting } from '../../parts/printing.ts';
import { UseBar } from '../../parts/use-bar.tsx';
import { figuresOf } from './figures.ts';

/** How much of the account is not used, with what each figure counts. */
export function UnusedFigures() {
  const model = useModel();
  const figures = useMemo(() => figuresOf(model), [model]);
  const { principals, services, actions } = figures;
  return (
    <section aria-label="How much is unused" class="figures">
      <ul>
        <Figure title="Users and roles" counts={principals} number={unusedText(principals)}>
          {count(principals.used)} used, {count(principals.unknown)} unknown
        </Figure>
        <Figure title="Service permissions" counts={services} number={unusedText(services)}>
          {count(services.used)} used, {count(services.unknown)} unknown
        </Figure>
        <Figure title="Services could shrink by" counts={{ ...services, unknown: 0 }} number={percent(services)}>
          of {count(services.used + services.unused)} whose use is known
        </Figure>
        {actions === null ? (
          <Figure title="Actions" number="not known">
            AWS was not asked, or findings are left out
          </Figure>
        ) : (
          <Figure title="Actions could shrink by" counts={{ ...actions, unknown: 0 }} number={percent(actions)}>
            {count(actions.used)} used, {count(actions.unused)} unused
          </Figure>
        )}
      </ul>
      <Explanation figures={figures} />
    </section>
  );
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** Nobody may read "0 unused" where nothing is known. */
function unusedText(counts: UseCounts): string {
  return unusedPercent(counts) === null && counts.unknown > 0 ? 'not known' : `${count(counts.unused)} unused`;
}

function percent(counts: Pick<UseCounts, 'used' | 'unused'>): string {
  const share = unusedPercent(counts);
  return share === null ? 'not known' : `${share}%`;
}

interface FigureProps {
  readonly title: string;
  readonly number: string;
  readonly counts?: UseCounts;
  readonly children: ComponentChildren;
}

function Figure({ title, number, counts, children }: FigureProps) {
  return (
    <li>
      <div class="muted">{title}</div>
      <div class="figure-number">{number}</div>
      {counts !== undefined && totalOf(counts) > 0 && <UseBar counts={counts} />}
      <div class="muted">{children}</div>
    </li>
  );
}

/** Reasons that are named; the rest are counted. */
const MAX_REASONS = 5;

function Explanation({ figures }: { readonly figures: ReturnType<typeof figuresOf> }) {
  const { actions, serviceLinked, reasons } = figures;
  const { unusedAfterDays } = useModel().data;
  return (
    <details open={isPrinting.value}>
      <summary>What these figures count</summary>
      <dl class="facts">
        <dt>Used</dt>
        <dd>
          AWS recorded an attempt in the {unusedAfterDays} days before the audit (or as many as the configuration sets
          for the one in question). Attempts that were denied count, too.
        </dd>
        <dt>Unused</dt>
        <dd>It recorded none, and would have. What is unknown is never counted as unused.</dd>
        <dt>Users and roles</dt>
        <dd>
          Each once, as a whole: credentials, services and the last use of a role.
          {serviceLinked > 0 &&
            ` Service-linked roles (${count(serviceLinked)}) are in no figure: AWS defines what they may do, and nobody else can change it.`}
        </dd>
        <dt>Service permissions</dt>
        <dd>
          Pairs of a user or role and a service that its policies grant it, through groups too, less what they deny.
        </dd>
        <dt>Shrink by</dt>
        <dd>
          Unused service permissions as a share of those whose use is known, rounded down. Taking away the unused ones
          would take away this share.
        </dd>
        <dt>Tracked actions</dt>
        <dd>
          {actions === null
            ? 'AWS was not asked for actions, the check actions-unused was not run, or its findings were left out of this report.'
            : `Pairs of a user, role or permission set and an action whose use AWS tracks, in services that are in use. Not counted: ${count(actions.untracked)} that AWS does not track, and every action of a service that is not used at all.`}
        </dd>
        {reasons.length > 0 && (
          <>
            <dt>Why unknown</dt>
            <dd>
              <ul class="plain">
                {reasons.slice(0, MAX_REASONS).map(([reason, times]) => (
                  <li key={reason}>
                    {count(times)} × <Foreign text={reason} />
                  </li>
                ))}
                {reasons.length > MAX_REASONS && <li>and {count(reasons.length - MAX_REASONS)} more reasons</li>}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}
