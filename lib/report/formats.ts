import type { Check } from '../checks/check.ts';
import { renderAsff } from './asff.ts';
import type { AuditReport } from './audit-report.ts';
import { renderCsv } from './csv.ts';
import { renderJson, renderNdjson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderOcsf } from './ocsf.ts';
import type { Paint } from './paint.ts';
import { renderSarif } from './sarif.ts';
import { renderTable } from './table.ts';

export interface RenderOptions {
  readonly checks: readonly Check[];
  /** Width of the terminal, for the table; infinite where there is none. */
  readonly columns: number;
  /** Colours, for the table; left out: none. */
  readonly paint?: Paint;
}

export interface Format {
  /** Ending of a file that holds it. */
  readonly extension: string;
  render(report: AuditReport, options: RenderOptions): string;
}

/** Every output format, by the name that `--format` takes. */
export const formats = {
  table: { extension: 'txt', render: renderTable },
  json: { extension: 'json', render: renderJson },
  ndjson: { extension: 'ndjson', render: renderNdjson },
  csv: { extension: 'csv', render: renderCsv },
  markdown: { extension: 'md', render: renderMarkdown },
  sarif: { extension: 'sarif', render: (report, { checks }) => renderSarif(report, checks) },
  ocsf: { extension: 'ocsf.json', render: (report, { checks }) => renderOcsf(report, checks) },
  asff: { extension: 'asff.json', render: (report, { checks }) => renderAsff(report, checks) },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
