import type { Check } from '../checks/check.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Severity } from '../findings/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { renderAsff } from './asff.ts';
import type { AuditReport } from './audit-report.ts';
import { renderCsv } from './csv.ts';
import { renderJson, renderNdjson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderOcsf } from './ocsf.ts';
import type { TrendNight } from './page/page-data.ts';
import { renderPage } from './page/render-page.ts';
import type { Paint } from './paint.ts';
import { renderSarif } from './sarif.ts';
import { renderTable } from './table.ts';

export interface RenderOptions {
  readonly checks: readonly Check[];
  /** Width of the terminal, for the table; infinite where there is none. */
  readonly columns: number;
  /** What was judged, and by which settings, for the page. */
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  /** Earlier audits and this one, for the page; left out, they are not known. */
  readonly trend?: readonly TrendNight[];
  /** Findings below were left out of the report; left out, none were. */
  readonly minSeverity?: Severity | undefined;
  /** Colours, for the table; left out: none. */
  readonly paint?: Paint;
}

export interface Format {
  /** Ending of a file that holds it. */
  readonly extension: string;
  render(report: AuditReport, options: RenderOptions): string | Promise<string>;
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
  html: { extension: 'html', render: (report, options) => renderPage({ report, ...options }) },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
