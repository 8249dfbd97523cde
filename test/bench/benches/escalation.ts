import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { readGenerated } from '../read-generated.ts';
import { escalationCostSchema, type Size } from '../tasks.ts';

interface Case {
  readonly size: Size;
  readonly target?: string;
  readonly memoryTarget?: string;
}

const full: readonly Case[] = [
  { size: { users: 1000, roles: 5000, policies: 2000 }, target: 'at most 5', memoryTarget: 'at most 500' },
  { size: { users: 2000, roles: 10_000, policies: 4000 }, target: 'at most 15' },
];
const small: readonly Case[] = [{ size: { users: 60, roles: 150, policies: 90 } }];

/**
 * All paths by which somebody becomes an administrator. The memory is that of the whole process, in which the account is read from
 * a file, as `account-auditor paths` does.
 */
export async function benchEscalation(isSmoke: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-bench-'));
  try {
    return await searchAll(isSmoke ? small : full, join(folder, 'account.json'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function searchAll(cases: readonly Case[], file: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { size, target, memoryTarget } of cases) {
    await writeFile(file, JSON.stringify(await readGenerated(size)));
    const child = new Child('escalation', { file });
    const cost = await child.message(escalationCostSchema);
    await child.stop();
    const figure = figuresOf('escalation', `${size.roles} roles, ${size.users} users`);
    figures.push(
      figure('all paths to admin', cost.searchMs / 1000, 's', target),
      figure('of it on the processor', cost.searchProcessorMs / 1000, 's'),
      figure('peak memory', cost.peakBytes / 1e6, 'MB', memoryTarget),
      figure('edges considered', cost.edges, 'edges'),
      figure('lists of targets', cost.lists, 'lists'),
      figure('principals with paths', cost.principals, 'principals'),
      figure('paths', cost.paths, 'paths'),
    );
  }
  return figures;
}
