import type { Suppression } from '../../findings/exceptions.ts';
import type { Finding } from '../../findings/finding.ts';
import type { IntroducedBy } from '../../findings/introduced-by.ts';
import { introducerText } from '../../report/introducer-text.ts';
import { toJson } from '../../report/json.ts';
import { wrapped } from '../../report/rows.ts';
import { printable } from '../../report/text.ts';

const LABEL_WIDTH = 11;

/** All there is to know of one finding, for a terminal. */
export function findingText(finding: Finding, columns: number): string {
  const { resource, remediation } = finding;
  const lines = [
    ...labelled('finding', finding.id, columns),
    ...labelled('check', finding.checkId, columns),
    ...labelled('severity', finding.severity, columns),
    ...labelled('status', finding.status, columns),
    ...labelled('where', `${resource.arn} (${resource.type})`, columns),
    ...labelled('what', `${finding.title}. ${finding.detail}`, columns),
    ...labelled('since', finding.firstSeenAt, columns),
    ...(finding.introducedBy === undefined
      ? []
      : labelled('introduced', introducedText(finding.introducedBy), columns)),
    ...labelled('last seen', finding.lastSeenAt, columns),
    ...(finding.resolvedAt === undefined ? [] : labelled('resolved', finding.resolvedAt, columns)),
    ...(finding.suppression === undefined ? [] : labelled('accepted', suppressionText(finding.suppression), columns)),
    ...labelled('fix', remediation.text, columns),
    '',
    ...(remediation.commands?.length ? [...remediation.commands.map(printable), ''] : []),
    'Evidence:',
    toJson(finding.evidence, 2),
  ];
  return `${lines.join('\n')}\n`;
}

/** With the event's id, by which CloudTrail finds the whole of it. */
function introducedText(introducedBy: IntroducedBy): string {
  const id = 'unknown' in introducedBy ? '' : `; event ${introducedBy.eventId}`;
  return `${introducerText(introducedBy)}${id}`;
}

function suppressionText({ exception, owner, expires, reason, ticket }: Suppression): string {
  return `by the exception ${exception} until ${expires}, ${owner}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`;
}

function labelled(label: string, text: string, columns: number): readonly string[] {
  return wrapped(printable(text), Math.max(40, columns - LABEL_WIDTH)).map(
    (line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`,
  );
}
