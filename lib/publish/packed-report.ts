import { z } from 'zod';
import type { LastAccessedReport } from '../snapshot/snapshot.ts';
import { describeIssue } from '../snapshot/validation.ts';

type CompleteReport = Extract<LastAccessedReport, { status: 'complete' }>;
type TrackedAction = NonNullable<CompleteReport['services'][number]['trackedActions']>[number];

/** Milliseconds since the epoch: a third of the text of an instant, and there are hundreds of thousands. */
const instant = z.int().min(0).max(8.64e15);
/** Of a service or action: its name, when it was last accessed, and in which Region. */
const access = z.tuple([z.string(), instant.nullable(), z.string().nullable()]);
type Access = z.infer<typeof access>;
/** Most actions were never used: of them the name is all there is to say. */
const action = z.union([z.string(), access]);

/** A complete report as the archive writes it, at a third of its size. */
export const packedReportSchema = z.strictObject({
  at: instant,
  level: z.enum(['SERVICE_LEVEL', 'ACTION_LEVEL']),
  /** The fourth is there when actions were asked for: null when AWS gave no list. */
  services: z.array(z.tuple([...access.def.items, z.array(action).nullable().optional()])),
});

export type PackedReport = z.infer<typeof packedReportSchema>;

export function packReport({ completedAt, granularity, services }: CompleteReport): PackedReport {
  return {
    at: Date.parse(completedAt),
    level: granularity,
    services: services.map(({ service, trackedActions, ...use }) =>
      trackedActions === undefined
        ? packAccess(service, use)
        : [...packAccess(service, use), trackedActions?.map(packAction) ?? null],
    ),
  };
}

/** Undoes packReport. Names, of which there are few, are each kept once for all reports. */
export function reportUnpacker(): (packed: PackedReport) => CompleteReport {
  const names = new Map<string, string>();
  const shared = (name: string) => {
    const known = names.get(name) ?? name;
    names.set(known, known);
    return known;
  };
  const neverUsed = new Map<string, TrackedAction>();
  const useOf = (at: number | null, region: string | null) => ({
    lastAccessedAt: at === null ? null : toInstant(at),
    region: region === null ? null : shared(region),
  });
  const actionOf = (packed: z.infer<typeof action>): TrackedAction => {
    if (typeof packed !== 'string') {
      const [name, ...use] = packed;
      return { action: shared(name), ...useOf(...use) };
    }
    const known = neverUsed.get(packed) ?? { action: packed, lastAccessedAt: null, region: null };
    neverUsed.set(packed, known);
    return known;
  };
  return ({ at, level, services }) => ({
    status: 'complete',
    granularity: level,
    completedAt: toInstant(at),
    services: services.map(([service, usedAt, where, actions]) => ({
      service: shared(service),
      ...useOf(usedAt, where),
      ...(actions === undefined ? {} : { trackedActions: actions?.map(actionOf) ?? null }),
    })),
  });
}

function packAction({ action: name, ...use }: TrackedAction): z.infer<typeof action> {
  return use.lastAccessedAt === null && use.region === null ? name : packAccess(name, use);
}

function packAccess(
  name: string,
  { lastAccessedAt, region }: { lastAccessedAt: string | null; region: string | null },
): Access {
  return [name, lastAccessedAt === null ? null : Date.parse(lastAccessedAt), region];
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * A line of an object of the archive.
 *
 * @throws Error in one line when it is not what the schema wants
 */
export function decodedLine<Schema extends z.ZodType>(schema: Schema, line = ''): z.output<Schema> {
  const result = schema.safeParse(JSON.parse(line));
  if (result.success) return result.data;
  throw new Error(`not what this program writes: ${describeIssue(result.error)}`, { cause: result.error });
}
