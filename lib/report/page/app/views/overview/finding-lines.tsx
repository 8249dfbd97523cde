import type { Finding } from '../../../../../findings/finding.ts';
import { FindingLink } from '../../parts/links.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';

/** Findings, a line each: how grave, about what, and what. */
export function FindingLines({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul class="gravest">
      {findings.map((finding) => (
        <li key={finding.id}>
          <SeverityBadge severity={finding.severity} />
          <span>
            <FindingLink finding={finding} /> <span class="muted">{finding.title}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
