import { Command, Option } from 'commander';
import { checks } from '../../checks/registry.ts';
import { type Change, changeSince } from '../../findings/changes.ts';
import type { Finding } from '../../findings/finding.ts';
import { toJson } from '../../report/json.ts';
import { renderFindings } from '../../report/table.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { parseInstant } from '../instant.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { headOf, withHeading } from './heading.ts';
import {
  exitCodeOf,
  readStoredFindings,
  type StoredFindings,
  type StoreOptions,
  withStoreOptions,
} from './stored-findings.ts';

type Changes = Readonly<Record<Change, readonly Finding[]>>;

/** `findings diff`: what an audit, or all since an instant, changed. */
export function diffCommand(): Command {
  return withStoreOptions(
    withHelp(new Command('diff'), HELP).description(
      'Show what came, came back and went, with the last audit or since an instant.',
    ),
  )
    .option('--since <instant>', 'for example 2026-11-16, a month back at most; left out: the last audit', parseInstant)
    .addOption(new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'))
    .action(async (options: StoreOptions & { readonly since?: Date; readonly format: 'table' | 'json' }) => {
      const read = await readStoredFindings(options);
      const since = options.since ?? new Date(read.summary.startedAt);
      const changes = changesIn(read, since);
      await writeStdout(
        options.format === 'json'
          ? `${toJson({ ...headOf(read), since: since.toISOString(), ...changes }, 2)}\n`
          : withHeading(read, [...sectionsOf(changes), conclusion(changes, since)]),
      );
      process.exitCode = exitCodeOf(read);
    });
}

const HELP: CommandHelp = {
  examples: [
    ['Show what the last audit changed', 'account-auditor findings diff'],
    ['Show what changed since a day', 'account-auditor findings diff --since 2026-11-16'],
  ],
  exits: { 3: 'some of the findings are lost' },
};

function changesIn({ stored, findings }: StoredFindings, since: Date): Changes {
  const changeById = new Map(stored.map((finding) => [finding.id, changeSince(finding, since)]));
  const those = (change: Change) => findings.filter(({ id }) => changeById.get(id) === change);
  return { new: those('new'), reopened: those('reopened'), resolved: those('resolved') };
}

const titles: readonly (readonly [Change, string])[] = [
  ['new', 'NEW'],
  ['reopened', 'BACK AGAIN'],
  ['resolved', 'RESOLVED'],
];

function sectionsOf(changes: Changes): readonly string[] {
  return titles.flatMap(([change, title]) => {
    const findings = changes[change];
    if (findings.length === 0) return [];
    return [
      `${title} (${findings.length})`,
      renderFindings(findings, { checks, columns: stdoutColumns(), paint: stdoutPaint }),
    ];
  });
}

function conclusion(changes: Changes, since: Date): string {
  const { new: come, reopened, resolved } = changes;
  return `Since ${since.toISOString()}: ${come.length} new, ${reopened.length} back again, ${resolved.length} resolved`;
}
