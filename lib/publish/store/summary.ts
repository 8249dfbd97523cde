import { z } from 'zod';
import type { Configuration } from '../../config/configuration.ts';
import { InvalidInputError } from '../../errors.ts';
import { canonicalJson } from '../../findings/canonical-json.ts';
import { type StoredFinding, severities } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import { countFindings, isStanding, statusOf } from '../../findings/status.ts';
import { MAX_VALUE_BYTES } from './limits.ts';
import { contentHash, parameterJson } from './piece.ts';
import { STORE_SCHEMA_VERSION } from './schema-version.ts';

/** Entries of `gaps` and `worst` at most; fewer when they are long. How many more there are is said. */
const MAX_LISTED = 10;
const MAX_GAP_CHARACTERS = 200;

const count = z.int().min(0);

const summarySchema = z.object({
  schemaVersion: z.literal(STORE_SCHEMA_VERSION),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  status: z.enum(['complete', 'incomplete']),
  counts: z.object({
    critical: count,
    high: count,
    medium: count,
    low: count,
    info: count,
    new: count,
    resolved: count,
    suppressed: count,
  }),
  coveragePercent: z.number().min(0).max(100),
  /** What could not be read, one sentence each. */
  gaps: z.array(z.string()),
  moreGaps: count,
  /** The gravest findings that stand, those of this night first among equals. */
  worst: z.array(
    z.object({
      id: z.string(),
      checkId: z.string(),
      severity: z.enum(severities),
      status: z.enum(['new', 'reopened', 'open']),
      resourceArn: z.string(),
    }),
  ),
  moreWorst: count,
  /** Hash of the configuration that the audit ran with, all defaults filled in. */
  configHash: z.string(),
  /** Version of the parameter `config`; null: there was none. Absent where nobody has been able to tell. */
  configVersion: z.int().min(1).nullable().exactOptional(),
  /** Hashes of the manifests, in order. */
  manifest: z.array(z.string()).min(1),
});

/** **Contract**: one night in at most 4 KB. Its versions are the trend. */
export type NightSummary = Readonly<z.infer<typeof summarySchema>>;

/** What the audit knows of a night; all else is worked out from it. */
export interface Night {
  /** When the audit began (ISO 8601, UTC). */
  readonly startedAt: string;
  readonly status: 'complete' | 'incomplete';
  readonly coveragePercent: number;
  readonly gaps: readonly string[];
  readonly configuration: Configuration;
  /** Of the parameter that holds it; null: there is none; left out: that is not known. */
  readonly configurationVersion?: number | null;
  readonly findings: readonly StoredFinding[];
}

/** Sums a night up; lists are as long as 4 KB allow. */
export function summarise(
  night: Night,
  run: { readonly runId: string; readonly finishedAt: string; readonly manifest: readonly string[] },
): NightSummary {
  const gaps = night.gaps.map((gap) =>
    gap.length <= MAX_GAP_CHARACTERS ? gap : `${gap.slice(0, MAX_GAP_CHARACTERS)}...`,
  );
  const worst = worstOf(night);
  const withLists = (gapsShown: number, worstShown: number): NightSummary => ({
    schemaVersion: STORE_SCHEMA_VERSION,
    runId: run.runId,
    startedAt: night.startedAt,
    finishedAt: run.finishedAt,
    status: night.status,
    counts: countFindings(night.findings, night.startedAt),
    coveragePercent: night.coveragePercent,
    gaps: gaps.slice(0, gapsShown),
    moreGaps: Math.max(0, gaps.length - gapsShown),
    worst: worst.slice(0, worstShown),
    moreWorst: Math.max(0, worst.length - worstShown),
    configHash: contentHash(canonicalJson(night.configuration)),
    ...(night.configurationVersion === undefined ? {} : { configVersion: night.configurationVersion }),
    manifest: [...run.manifest],
  });

  let listed = MAX_LISTED;
  while (listed > 0 && Buffer.byteLength(parameterJson(withLists(listed, listed))) > MAX_VALUE_BYTES) listed -= 1;
  return withLists(listed, listed);
}

function worstOf(night: Night): NightSummary['worst'] {
  const standing = night.findings.flatMap((finding) => {
    const status = statusOf(finding, night.startedAt);
    return isStanding(status) ? [{ finding, status }] : [];
  });
  const rank = ({ finding, status }: (typeof standing)[number]) =>
    severities.indexOf(finding.severity) * 2 + (status === 'open' ? 1 : 0);
  return standing
    .sort((left, right) => rank(left) - rank(right) || compareFindings(left.finding, right.finding))
    .map(({ finding: { id, checkId, severity, resource }, status }) => ({
      id,
      checkId,
      severity,
      status,
      resourceArn: resource.arn,
    }));
}

/**
 * Reads a summary.
 *
 * @throws InvalidInputError in one line: what cannot be read is never taken for "no findings"
 */
export function parseSummary(value: string, name: string): NightSummary {
  const remedy = 'restore an older version of it or delete it, then run again';
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch (cause) {
    throw new InvalidInputError(`${name}: not JSON, so last night's findings cannot be read; ${remedy}`, { cause });
  }
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion;
  if (version !== undefined && version > STORE_SCHEMA_VERSION) {
    throw new InvalidInputError(
      `${name}: written by a newer account-auditor (schemaVersion ${version}; this one reads ${STORE_SCHEMA_VERSION}); update this one`,
    );
  }
  const result = summarySchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new InvalidInputError(`${name}: ${issue?.path.join('.') || 'the document'}: ${issue?.message}; ${remedy}`, {
    cause: result.error,
  });
}
