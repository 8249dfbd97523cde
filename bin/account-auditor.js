#!/usr/bin/env node
// Plain JavaScript that any Node >= 20 can start. The sources are TypeScript, which Node runs as they are from 24 on:
// with an older Node the pinned one from node_modules takes over, and behaves as if it had been called itself.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;

async function start() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= NEEDED_MAJOR) {
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
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
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

await start();
