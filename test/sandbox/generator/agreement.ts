import type { Audited } from '../../../lib/audit.ts';
import type { Evidence } from '../../../lib/findings/finding.ts';
import type { Truth, TruthEntry } from '../../../lib/sandbox/generator/truth/truth.ts';

/** They tell their findings apart by ids that AWS makes up: the truth has one of them at most for each user. */
const withOpaqueIds = ['service-credential-unused', 'long-lived-service-credential'];

/**
 * Everything in which an audit and the truth differ, a line each. Nothing when they agree exactly: the same findings, as grave
 * where that is not always so, on the same services, and the same unknowns, each for a reason that the truth has.
 */
export function disagreements({ evaluation }: Audited, truth: Truth): readonly string[] {
  const graded = new Set(
    truth.entries.flatMap((entry) => ('severity' in entry && entry.severity ? [entry.checkId] : [])),
  );
  const isSpokenOf = (checkId: string) => truth.checkIds.includes(checkId);
  const findings = evaluation.observations
    .filter(({ checkId }) => isSpokenOf(checkId))
    .map(({ checkId, resource, severity, discriminator, evidence }) => {
      const content = [
        ...(graded.has(checkId) ? [severity] : []),
        ...servicesIn(evidence),
        ...actionsIn(checkId, evidence),
      ].join(' ');
      return statement('finding', checkId, resource.arn, discriminator, content);
    });
  const unknowns = evaluation.outcomes
    .filter(({ id }) => isSpokenOf(id))
    .flatMap(({ id, unknown }) =>
      unknown.map(({ resourceArn, detail, code }) => statement('unknown', id, resourceArn, detail, code)),
    );
  const said = new Set([...findings, ...unknowns]);
  const right = new Set(truth.entries.flatMap(statementsOf));
  return [
    ...[...said].filter((each) => !right.has(each)).map((each) => `not in the truth: ${each}`),
    ...truth.entries
      .map(statementsOf)
      .filter((anyOf) => !anyOf.some((each) => said.has(each)))
      .map((anyOf) => `only in the truth: ${anyOf.join(' or ')}`),
  ];
}

/** What an audit can say to be right about one entry. */
function statementsOf(entry: TruthEntry): readonly string[] {
  const { expect, checkId, arn } = entry;
  return entry.expect === 'finding'
    ? [
        statement(
          expect,
          checkId,
          arn,
          entry.discriminator,
          [entry.severity ?? [], entry.services ?? [], actionsOf(entry)].flat().join(' '),
        ),
      ]
    : entry.codes.map((code) => statement(expect, checkId, arn, entry.detail, code));
}

function statement(expect: TruthEntry['expect'], checkId: string, arn = '', apart = '', content = ''): string {
  const isOpaque = withOpaqueIds.includes(checkId) && apart.startsWith('ACCA');
  return `${checkId} ${expect} ${arn} [${isOpaque ? '' : apart}] ${content}`;
}

/** The actions of `actions-unused`, and after a stroke those that are not tracked. */
function actionsIn(checkId: string, { actions, untracked }: Evidence): readonly string[] {
  if (checkId !== 'actions-unused' || !Array.isArray(actions) || !Array.isArray(untracked)) return [];
  return actionsOf({ actions: actions.map(String), untracked: untracked.map(String) });
}

function actionsOf({ actions, untracked = [] }: { actions?: readonly string[]; untracked?: readonly string[] }) {
  return actions === undefined ? [] : [...actions, '|', ...untracked.toSorted()];
}

/** The services of `services-unused` and its like, where the evidence has a record for each. */
function servicesIn({ services }: Evidence): readonly string[] {
  const records = Array.isArray(services) ? services.filter((each) => typeof each === 'object' && each !== null) : [];
  return records.map((each) => String(each.service));
}
