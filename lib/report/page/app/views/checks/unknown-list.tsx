import { useMemo } from 'preact/hooks';
import { codeWords, type UnknownRow, unknownRows } from '../../model/checks.ts';
import { Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';

type Unknown = Parameters<typeof unknownRows>[0];

/** Every resource that a check could not judge, with the reason: neither a pass nor a finding. */
export function UnknownList({ unknown }: { readonly unknown: Unknown }) {
  const rows = useMemo(() => unknownRows(unknown), [unknown]);
  const whole = unknown.find(({ resourceArn }) => resourceArn === undefined);
  if (whole !== undefined && unknown.length === 1) {
    return (
      <Section title="Could not be judged">
        <p>
          <Foreign text={whole.reason} />
        </p>
      </Section>
    );
  }
  return (
    <Section title={`${unknown.length.toLocaleString('en')} could not be judged`}>
      <div class="unknown-list" style={{ '--rows': rows.length }}>
        <VirtualTable
          label="What could not be judged"
          columns={columns}
          rows={rows}
          keyOf={({ key }) => key}
          heading={headingOf}
        />
      </div>
    </Section>
  );
}

function headingOf(row: UnknownRow) {
  if (row.kind === 'entry') return null;
  return (
    <>
      <strong>{codeWords[row.code]}</strong> <span class="muted">{row.count.toLocaleString('en')}</span>
    </>
  );
}

const columns: readonly Column<UnknownRow>[] = [
  {
    id: 'what',
    label: 'What, and why',
    width: 'minmax(0, 1fr)',
    cell: (row) =>
      row.kind === 'heading' ? null : (
        <>
          <div class="cell-line">
            {row.entry.resourceArn === undefined ? 'The account' : <ArnLink arn={row.entry.resourceArn} />}
            {row.entry.detail !== undefined && (
              <>
                {': '}
                <Foreign text={row.entry.detail} />
              </>
            )}
          </div>
          <div class="muted cell-line" title={row.entry.reason}>
            <Foreign text={row.entry.reason} />
          </div>
        </>
      ),
  },
];
