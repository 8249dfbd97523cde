#!/usr/bin/env node
// Plain JavaScript that any Node >= 20 can start. The sources are TypeScript, which Node runs as they are from 24 on:
// with an older Node the pinned one from node_modules takes over, and behaves as if it had been called itself.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const NEEDED_MAJOR = 24;

/**
 * Reading an account makes garbage by the megabyte. V8 lets a hundred of them lie before it looks; with this half of that. Half
 * again takes 10 MB less with 5,000 roles, and makes judging them a tenth slower.
 */
const YOUNG_GENERATION = '--max-semi-space-size';

/** With it the program can say when much is done with (lib/collect-garbage.ts): 5,000 roles take 35 MB less. */
const COLLECTION = '--expose-gc';

const FLAGS = [`${YOUNG_GENERATION}=16`, COLLECTION];

/**
 * V8 lets a heap grow to some four times of what was alive in it when it last looked. By half instead, an audit of 5,000 roles takes
 * 60 MB less, and V8 looks twice more. Set while it runs: a Node whose V8 has no such flag would not start with it.
 */
const HEAP_GROWTH = '--heap-growing-percent=50';

/**
 * The C library keeps freed memory for itself: in a store for each thread, and up to 64 MB at the end of one. With one store for all
 * threads, which gives back what is free, 5,000 roles take 60 MB less. glibc reads these at the start (mallopt(3)); others don't know
 * them.
 */
const MEMORY = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

async function start() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= NEEDED_MAJOR) {
    startAgainWithFlags();
    setFlagsFromString(HEAP_GROWTH);
    const { main } = await import('../lib/cli/main.ts');
    await main(process.argv);
    return;
  }
  const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(pinned)) {
    process.stderr.write(
      `account-auditor needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}. Run "npm ci" in its folder: it brings its own.\n`,
    );
    process.exitCode = 4;
    return;
  }
  const child = spawn(pinned, [...FLAGS, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...MEMORY, ...process.env },
  });
  // The child gets a terminal's Ctrl-C itself; what is sent to this process alone is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  child.on('error', (error) => {
    process.stderr.write(`account-auditor could not start ${pinned}: ${error.message}\n`);
    process.exitCode = 4;
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      // Without listeners a signal ends this process too, so that whoever waits for it hears the same.
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exitCode = code ?? 4;
  });
}

/** Such flags count at the start alone, so the process starts once more, as itself: with its id, its files and its terminal. */
function startAgainWithFlags() {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ''];
  if (given.some((options) => options.includes(YOUNG_GENERATION))) return;
  const script = fileURLToPath(import.meta.url);
  const command = [process.execPath, ...process.execArgv, ...FLAGS, script, ...process.argv.slice(2)];
  try {
    process.execve(process.execPath, command, { ...MEMORY, ...process.env });
  } catch {
    // Windows cannot do that. Everything works without it, only with more memory.
  }
}

await start();
