import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import type { CompletionNode } from './tree.ts';
import { zshCompletion } from './zsh.ts';

/** A script for each shell that completes the command line without starting anything. */
export const shells = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Record<string, (nodes: readonly CompletionNode[]) => string>;

export type Shell = keyof typeof shells;
