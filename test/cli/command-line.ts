import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { main } from '../../lib/cli/main.ts';

export const executable = fileURLToPath(new URL('../../bin/account-auditor.js', import.meta.url));

/** How a command ended, and what it said. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a process of its own, as whoever types it does. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [executable, ...args], { env: { ...process.env, ...env } });
  child.stdin.end();
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, signal, stdout, stderr };
}

type Write = typeof process.stdout.write;

/** Runs the command line in this process, which is a hundred times as fast. */
export async function call(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said) =>
    vi.spyOn(process[stream], 'write').mockImplementation(((chunk: string, done?: () => void) => {
      said[stream] += chunk;
      done?.();
      return true;
    }) as Write);
  const spies = [into('stdout'), into('stderr')];
  // Every call would leave its listeners behind.
  for (const stream of [process.stdout, process.stderr]) spies.push(vi.spyOn(stream, 'on').mockReturnThis() as never);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    process.exitCode = undefined;
    await main([process.execPath, executable, ...args]);
    return { code: Number(process.exitCode ?? 0), signal: null, ...said };
  } finally {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder for one test file; `path` names what is in it. */
export async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-'));
  return {
    path: (...parts: readonly string[]) => join(folder, ...parts),
    remove: () => rm(folder, { recursive: true }),
  };
}
