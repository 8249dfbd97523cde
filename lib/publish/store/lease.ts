import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CannotRunError } from '../../errors.ts';
import { LEASE_MARGIN_MS, LEASE_MS, LEASE_POLL_MS } from './limits.ts';
import type { Parameters, ParameterValue } from './parameters.ts';
import { parameterJson } from './piece.ts';
import { STORE_SCHEMA_VERSION } from './schema-version.ts';
import type { Time } from './time.ts';

/*
 * Who may write the findings of an account, with what Parameter Store offers: it can make a parameter that must not
 * exist yet (one caller wins), and it numbers versions without gaps; it cannot overwrite or delete on a condition.
 *
 * - Free: the parameter does not exist. To take the lease is to create it.
 * - Left behind by a run that died: it exists and has ended. To take it over is to overwrite it with a claim that
 *   names the version it replaces and that version's claim. Two runs can do so at once, and the second then stands on
 *   top of the first; so the newest version does not decide. A claim counts only if it stands directly on what it says
 *   it replaces, and the holder is the newest claim that counts. Everybody who reads the history sees the same holder,
 *   and a claim that came too late is void without doing harm. (The claim, a random id, is named beside the version
 *   because numbering starts again at 1 when a lease was given back in the meantime.)
 * - Given back: the parameter is deleted, by its holder, and only while the lease has time left: after that it
 *   may be somebody else's.
 *
 * Time left always means at least LEASE_MARGIN_MS, and a lease is taken over only that long after its end, so that
 * clocks may differ and a request may be late by twice the margin.
 */

/** The right to write the findings of one account until it ends. */
export interface Lease {
  readonly accountId: string;
  /** The parameter. */
  readonly name: string;
  /** Identifies this holder; no other ever has the same. */
  readonly claim: string;
  readonly expiresAtMs: number;
}

const claimSchema = z.object({
  schemaVersion: z.literal(STORE_SCHEMA_VERSION),
  runId: z.string(),
  claim: z.string(),
  acquiredAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  replaces: z.object({ version: z.int(), claim: z.string() }).optional(),
});

type Claim = z.infer<typeof claimSchema> & { readonly version: number };

export interface LeaseOptions {
  readonly parameters: Parameters;
  readonly time: Time;
  readonly runId: string;
  readonly accountId: string;
  readonly name: string;
  /** How long to wait for another run to finish. */
  readonly waitMs: number;
}

/**
 * Takes the lease, if need be after waiting for the run that has it.
 *
 * @throws CannotRunError naming the other run when it is still writing after `waitMs`
 */
export async function acquireLease(options: LeaseOptions): Promise<Lease> {
  const { parameters, time, name } = options;
  const giveUpAt = time.clock() + options.waitMs;
  // All that this run has claimed: an answer can be lost, and a claim be seen only later.
  const own = new Set<string>();
  for (;;) {
    const isLastTry = time.clock() >= giveUpAt;
    const claim = newClaim(options);
    own.add(claim.claim);
    if (await parameters.create(name, parameterJson(claim))) return leaseOf(claim, options);

    let claims = await readClaims(parameters, name);
    if (hasEnded(holderOf(claims), time)) {
      await takeOver(options, claims, own);
      claims = await readClaims(parameters, name);
    }
    const holder = holderOf(claims);
    if (holder !== undefined && own.has(holder.claim)) return leaseOf(holder, options);
    if (isLastTry) throw stillHeld(holder, options);
    await time.sleep(LEASE_POLL_MS);
  }
}

/** @throws CannotRunError when the lease has, or may have, passed to another run */
export async function checkLease(parameters: Parameters, lease: Lease, time: Time): Promise<void> {
  const isHolder = hasTimeLeft(lease, time) && (await isHeldBy(parameters, lease));
  if (!isHolder) {
    throw new CannotRunError(
      `the lease ${lease.name} ran out before the findings were written; those of the last audit stand, run again`,
    );
  }
}

/** Gives the lease back, so that the next run need not wait for its end. */
export async function releaseLease(parameters: Parameters, lease: Lease, time: Time): Promise<void> {
  if (!(await isHeldBy(parameters, lease)) || !hasTimeLeft(lease, time)) return;
  await parameters.remove([lease.name]);
}

export function hasTimeLeft(lease: Lease, time: Time): boolean {
  return time.clock() < lease.expiresAtMs - LEASE_MARGIN_MS;
}

/** Claims a lease that has ended. Whether the claim counts is seen in the history: another run may have been faster. */
async function takeOver(options: LeaseOptions, claims: readonly Claim[], own: Set<string>): Promise<void> {
  const newest = claims.at(-1);
  if (newest === undefined) return;
  const claim = { ...newClaim(options), replaces: { version: newest.version, claim: newest.claim } };
  own.add(claim.claim);
  await options.parameters.overwrite(options.name, parameterJson(claim));
}

function hasEnded(holder: Claim | undefined, time: Time): boolean {
  return holder !== undefined && time.clock() > Date.parse(holder.expiresAt) + LEASE_MARGIN_MS;
}

function stillHeld(holder: Claim | undefined, { accountId }: LeaseOptions): CannotRunError {
  return new CannotRunError(
    holder === undefined
      ? `other audits are writing the findings of account ${accountId}; try again in a few minutes`
      : `another audit (run ${holder.runId}) has been writing the findings of account ${accountId} since ` +
          `${holder.acquiredAt}; try again when it has finished, at the latest after ${holder.expiresAt}`,
  );
}

async function isHeldBy(parameters: Parameters, lease: Lease): Promise<boolean> {
  return holderOf(await readClaims(parameters, lease.name))?.claim === lease.claim;
}

/** The newest claim that stands directly on what it replaces. */
function holderOf(claims: readonly Claim[]): Claim | undefined {
  return claims.findLast((claim, index) => {
    const below = claims[index - 1];
    if (below === undefined) return true;
    return claim.replaces?.version === below.version && claim.replaces.claim === below.claim;
  });
}

/** Every version of the lease, oldest first. */
async function readClaims(parameters: Parameters, name: string): Promise<readonly Claim[]> {
  return (await parameters.history(name)).map(parseClaim);
}

/** A version that no run of this program wrote is a claim like any other: it counts from when it was written. */
function parseClaim({ value, version, modifiedAtMs }: ParameterValue): Claim {
  const { data } = claimSchema.safeParse(jsonOrNull(value));
  if (data !== undefined) return { ...data, version };
  return {
    schemaVersion: STORE_SCHEMA_VERSION,
    runId: 'unknown',
    claim: `version ${version}`,
    acquiredAt: new Date(modifiedAtMs).toISOString(),
    expiresAt: new Date(modifiedAtMs + LEASE_MS).toISOString(),
    version,
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function newClaim({ time, runId }: LeaseOptions): Omit<Claim, 'version' | 'replaces'> {
  const now = time.clock();
  return {
    schemaVersion: STORE_SCHEMA_VERSION,
    runId,
    claim: randomUUID(),
    acquiredAt: new Date(now).toISOString(),
    expiresAt: new Date(now + LEASE_MS).toISOString(),
  };
}

function leaseOf(claim: Omit<Claim, 'version'>, { accountId, name }: LeaseOptions): Lease {
  return { accountId, name, claim: claim.claim, expiresAtMs: Date.parse(claim.expiresAt) };
}
