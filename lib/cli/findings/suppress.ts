import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { readConfiguration } from '../../checks/read-configuration.ts';
import { checkById } from '../../checks/registry.ts';
import type { Exception } from '../../config/exception.ts';
import { parseException } from '../../config/exception.ts';
import { CannotRunError, InvalidInputError, UsageError } from '../../errors.ts';
import { exceptionsAt } from '../../findings/exceptions.ts';
import type { StoredFinding } from '../../findings/finding.ts';
import type { FindingsStore } from '../../publish/store/findings-store.ts';
import { contentHash } from '../../publish/store/piece.ts';
import { toJson } from '../../report/json.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { tableOf } from './findings-table.ts';
import { findOne, parseId } from './one-finding.ts';
import { readNewest, type StoredFindings, type StoreOptions, withStore, withStoreOptions } from './stored-findings.ts';

interface SuppressOptions extends StoreOptions {
  readonly check?: readonly string[];
  readonly resource?: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly ticket?: string;
  readonly name?: string;
  readonly kmsKeyId?: string;
  readonly dryRun?: true;
}

const HELP: CommandHelp = {
  examples: [
    [
      'See what an exception would hide',
      "account-auditor findings suppress 3f9c2a --reason 'Drilled each quarter' --owner security --expires 2027-03-31 --dry-run",
    ],
    [
      'Accept a check on some resources',
      "account-auditor findings suppress --check role-unused --resource 'arn:aws:iam::*:role/break-glass-*' --reason 'For emergencies' --owner security --expires 2027-03-31",
    ],
  ],
  exits: { 3: 'it may be one of those that are lost' },
};

/** `findings suppress`: accepts findings until a day, by an exception in Parameter Store. */
export function suppressCommand(): Command {
  return withStoreOptions(
    withHelp(new Command('suppress'), HELP).description(
      'Accept one finding, or all of a kind, until a day. Takes hold with the next audit.',
    ),
  )
    .addArgument(new Argument('[id]', 'id of the finding, or its first 6 characters or more').argParser(parseId))
    .optionsGroup('The exception:')
    .option('--check <id>', 'instead of an id: findings of this check; repeat for more', collect)
    .option('--resource <arn>', 'on resources whose ARN fits; * stands for any characters')
    .requiredOption('--reason <text>', 'why it is accepted')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption(
      '--expires <day>',
      'the last day on which it holds, at most a year from now, for example 2027-03-31',
    )
    .option('--ticket <text>', 'where it was decided')
    .addOption(new Option('--name <name>', 'of the exception; left out, one is made up').argParser(parseName))
    .option('--kms-key-id <key>', 'key of the findings; left out, kmsKeyId of the stored configuration')
    .option('--dry-run', 'show what it would hide, and write nothing')
    .action(async (id: string | undefined, options: SuppressOptions) => {
      refuseContradictions(id, options);
      await writeStdout(await withStore(options, (store, accountId) => suppress(id, options, store, accountId)));
    });
}

async function suppress(
  id: string | undefined,
  options: SuppressOptions,
  store: FindingsStore,
  accountId: string,
): Promise<string> {
  const read = await readNewest(store, accountId, options);
  const { name, written } = exceptionFrom(id === undefined ? null : findOne(read, id).id, options);
  const text = toJson(written, 2);
  const now = new Date();
  const exception = parseException(text, {
    id: name,
    parameter: `the exception ${name}`,
    now,
    isCheck: (check) => checkById(check) !== undefined,
  });
  const today = now.toISOString().slice(0, 10);
  if (exception.expires < today) {
    throw new InvalidInputError(`--expires: ${exception.expires} is past; accepted is a day from ${today} on`);
  }
  const hidden = hiddenBy(exception, read, now);
  if (options.dryRun !== true) await write(store, name, written, options);
  return [
    options.dryRun
      ? `Would write ${options.prefix}/exceptions/${name}:`
      : `Wrote ${options.prefix}/exceptions/${name}:`,
    text,
    '',
    hidden.length === 0 ? 'No finding of the last audit fits it.' : tableOf(hidden, stdoutColumns(), stdoutPaint),
    '',
    `From the next audit until ${exception.expires} it hides ${hidden.length} of the findings that stand.`,
    ...(read.lost.length > 0
      ? [`More may fit: the findings in ${read.lost.length} of their parameters cannot be read.`]
      : []),
    '',
  ].join('\n');
}

/** The findings that stand and that it hides. */
function hiddenBy(exception: Exception, { stored, findings }: StoredFindings, now: Date) {
  const exceptions = exceptionsAt([exception], now);
  const isHidden = (finding: StoredFinding) => finding.resolvedAt === undefined && exceptions.hiding(finding) !== null;
  const ids = new Set(stored.filter(isHidden).map((finding) => finding.id));
  return findings.filter((finding) => ids.has(finding.id));
}

function exceptionFrom(
  finding: string | null,
  { check, resource, reason, owner, expires, ticket, name }: SuppressOptions,
): { readonly name: string; readonly written: object } {
  const accepts = finding === null ? { checks: check, resource } : { finding };
  const terms = { reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) };
  const madeUp = finding ?? `${check?.[0]}-${contentHash(JSON.stringify(accepts)).slice(0, 8)}`;
  return { name: name ?? madeUp, written: { ...accepts, ...terms } };
}

async function write(store: FindingsStore, name: string, written: object, options: SuppressOptions): Promise<void> {
  const kmsKeyId = options.kmsKeyId ?? (await configuredKey(store));
  if (await store.createException(name, written, kmsKeyId)) return;
  throw new CannotRunError(
    `there is an exception ${name} already; delete ${options.prefix}/exceptions/${name}, or give this one another --name`,
  );
}

async function configuredKey(store: FindingsStore): Promise<string | undefined> {
  const found = await store.readConfiguration();
  return found === null ? undefined : readConfiguration(found.text, found.name).kmsKeyId;
}

function refuseContradictions(id: string | undefined, { check, resource }: SuppressOptions): void {
  const isKind = check !== undefined && resource !== undefined;
  const isNamed = check !== undefined || resource !== undefined;
  if (id === undefined ? !isKind : isNamed) {
    throw new UsageError('accepted is either the id of a finding, or --check and --resource together');
  }
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function parseName(value: string): string {
  if (/^[\w.-]{1,100}$/.test(value)) return value;
  throw new InvalidArgumentError('Accepted are up to 100 letters, digits, and . _ -');
}
