import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';

/** Where a browser is, and what it needs in its environment. */
export interface BrowserPlace {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The browser that CHROME_PATH names; else, on Linux x64, the one that npm brought, unpacked into the folder for temporary
 * files. null: there is none, and tests that need one are skipped.
 */
export async function findChromium(): Promise<BrowserPlace | null> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return { executablePath: named, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const executablePath = await chromium.executablePath();
  if (canStart(executablePath, {})) return { executablePath, env: {} };
  const env = { LD_LIBRARY_PATH: unpackLibraries() };
  return canStart(executablePath, env) ? { executablePath, env } : null;
}

function canStart(executablePath: string, env: BrowserPlace['env']): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}

/** The libraries that a machine without a desktop does not have (libnss3 and others): the package brings them for Lambda. */
function unpackLibraries(): string {
  const folder = join(tmpdir(), 'al2023');
  if (!existsSync(folder)) {
    // Not import.meta.resolve: the test runner's modules don't have it.
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const archive = join(dirname(entry), '../../bin/al2023.tar.br');
    mkdirSync(folder);
    execFileSync('tar', ['-x', '-C', folder], { input: brotliDecompressSync(readFileSync(archive)) });
  }
  return join(folder, 'lib');
}
