import { z } from 'zod';
import { paceModes } from '../../lib/aws/pace/modes.ts';

/*
 * What the processes of a bench tell each other.
 */

/** Of a generated account. */
export const sizeSchema = z.strictObject({ users: z.int(), roles: z.int(), policies: z.int() });

export const sandboxTaskSchema = z.strictObject({
  /** A generated account, or one of so many roles in use, each of which needs a report. */
  account: z.union([sizeSchema, z.strictObject({ rolesInUse: z.int() })]),
  jobSeconds: z.number(),
  /** Calls to IAM; left out, as many as there are. */
  iamLimit: z.strictObject({ perSecond: z.number(), burst: z.number() }).optional(),
});

/** Where an embedded account answers. */
export const placeSchema = z.strictObject({
  endpoint: z.string(),
  credentials: z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

export const auditorTaskSchema = z.strictObject({
  place: placeSchema,
  /** Left out, the one that is not configured otherwise. */
  pace: z.enum(paceModes).optional(),
});

/** Somebody else who calls IAM there, so many times a second. */
export const neighbourTaskSchema = z.strictObject({ place: placeSchema, perSecond: z.number() });

/** How a neighbour fared. */
export const neighbourFateSchema = z.strictObject({ calls: z.int(), throttled: z.int() });

/** What was called there, by `service:Operation`, and how many calls were throttled. */
export const callsSchema = z.strictObject({ counts: z.record(z.string(), z.int()), throttled: z.int() });

/** What an audit has cost. */
export const auditCostSchema = z.strictObject({
  wallMs: z.number(),
  /** What its process took of the processor, from its start: the same on a busy machine. */
  processorMs: z.number(),
  /** The most memory that the process ever had (resident set). */
  peakBytes: z.number(),
  findings: z.int(),
  reports: z.int(),
  /** Services in all reports together. */
  services: z.int(),
  /** Principals of which a report was wanted and not had. */
  lost: z.int(),
  /** Calls to IAM, however often they were tried, and how often they were tried and throttled. */
  iam: z.strictObject({ calls: z.int(), attempts: z.int(), throttles: z.int() }),
});

export const evaluationCostSchema = z.strictObject({
  evaluateMs: z.number(),
  /** What that took of the processor. */
  evaluateProcessorMs: z.number(),
  reportMs: z.number(),
  findings: z.int(),
});

/** What each check by itself takes of the processor, one after another: the first to ask for something pays for all who do. */
export const checkCostsSchema = z.array(z.strictObject({ id: z.string(), processorMs: z.number() }));

/** Where the account is saved. */
export const escalationTaskSchema = z.strictObject({ file: z.string() });

export const escalationCostSchema = z.strictObject({
  searchMs: z.number(),
  /** What that took of the processor. */
  searchProcessorMs: z.number(),
  /** The most memory that the process ever had (resident set), to read the account included. */
  peakBytes: z.number(),
  /** Pairs of a principal and a target, for each technique. */
  edges: z.int(),
  /** What these share. */
  lists: z.int(),
  /** Principals that have paths, and how many they have together. */
  principals: z.int(),
  paths: z.int(),
});

/** The size of a generated account, and where its page goes. */
export const pageTaskSchema = z.strictObject({ size: sizeSchema, file: z.string() });

export const pageCostSchema = z.strictObject({
  /** Of a page that has nothing to show. */
  bareBytes: z.int(),
  bytes: z.int(),
  renderMs: z.number(),
  /** What that took of the processor. */
  renderProcessorMs: z.number(),
  /** The most memory that the process ever had (resident set), to read and judge the account included. */
  peakBytes: z.number(),
  findings: z.int(),
});

export type Size = z.infer<typeof sizeSchema>;
export type SandboxTask = z.infer<typeof sandboxTaskSchema>;
export type NeighbourFate = z.infer<typeof neighbourFateSchema>;
export type Place = z.infer<typeof placeSchema>;
export type Calls = z.infer<typeof callsSchema>;
export type AuditCost = z.infer<typeof auditCostSchema>;
export type EvaluationCost = z.infer<typeof evaluationCostSchema>;
export type CheckCosts = z.infer<typeof checkCostsSchema>;
export type EscalationCost = z.infer<typeof escalationCostSchema>;
export type PageCost = z.infer<typeof pageCostSchema>;
