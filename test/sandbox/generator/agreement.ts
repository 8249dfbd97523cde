import { createHash } from 'node:crypto';
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
  const withActions = new Set(truth.entries.flatMap((each) => ('actions' in each ? [each.checkId] : [])));
  const withPlaces = new Set(truth.entries.flatMap((each) => ('places' in each ? [each.checkId] : [])));
  const isSpokenOf = (checkId: string) => truth.checkIds.includes(checkId);
  const findings = evaluation.observations
    .filter(({ checkId }) => isSpokenOf(checkId))
    .map(({ checkId, resource, severity, discriminator, evidence }) => {
      const content = [
        ...(graded.has(checkId) ? [severity] : []),
        ...(withPlaces.has(checkId) ? placesIn(evidence) : servicesIn(evidence)),
        ...(withActions.has(checkId) ? actionsIn(evidence) : []),
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
          [entry.severity ?? [], entry.places ?? entry.services ?? [], actionsOf(entry)].flat().join(' '),
        ),
      ]
    : entry.codes.map((code) => statement(expect, checkId, arn, entry.detail, code));
}

function statement(expect: TruthEntry['expect'], checkId: string, arn = '', apart = '', content = ''): string {
  const isOpaque = withOpaqueIds.includes(checkId) && apart.startsWith('ACCA');
  return `${checkId} ${expect} ${arn} [${isOpaque ? '' : apart}] ${content}`;
}

/** The actions in the evidence, and after a stroke those that are not tracked, where it is about use. */
function actionsIn({ actions, untracked = [] }: Evidence): readonly string[] {
  if (!Array.isArray(actions) || !Array.isArray(untracked)) return [];
  return actionsOf({ actions: actions.map(String), untracked: untracked.map(String) });
}

/** Thousands of names are told by how many they are and by their digest: they would hide what differs. */
function actionsOf({ actions, untracked = [] }: { actions?: readonly string[]; untracked?: readonly string[] }) {
  if (actions === undefined) return [];
  const names = actions.length > 12 ? [String(actions.length), digestOf(actions)] : actions.toSorted();
  return [...names, '|', ...untracked.toSorted()];
}

function digestOf(names: readonly string[]): string {
  return createHash('sha256').update(names.toSorted().join()).digest('hex').slice(0, 12);
}

/** Where in a policy something is found, and what: the issues of `policy-invalid`, and how many writes are in which statement. */
function placesIn({ issues, statements }: Evidence): readonly string[] {
  const records = (list: unknown) =>
    Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];
  return [
    ...records(issues).map(({ code, pointer }) => `${code} ${pointer}`),
    ...records(statements).map(({ statement, actionCount }) => `${statement}: ${actionCount}`),
  ];
}

/** The services of `services-unused` and its like, where the evidence has a record for each. */
function servicesIn({ services }: Evidence): readonly string[] {
  const records = Array.isArray(services) ? services.filter((each) => typeof each === 'object' && each !== null) : [];
  return records.map((each) => String(each.service));
}
