import type { Counts, Draft } from '../draft.ts';

/** An archetype: something that happens in accounts, told into one with the names and numbers that chance gives. */
export interface Story {
  /** How often it is told, against the others of its list. */
  readonly weight: number;
  /** What it adds at most: it is not told where there is no more room for that. */
  readonly takes: Partial<Counts>;
  tell(draft: Draft): void;
}

/** Tells stories of a list, each as often as its weight says, until none of them fits any more or `isEnough`. */
export function tellStories(draft: Draft, stories: readonly Story[], isEnough: () => boolean): void {
  while (!isEnough()) {
    const { left } = draft;
    const fitting = stories.filter(({ takes }) =>
      (['users', 'roles', 'policies', 'groups'] as const).every((kind) => (takes[kind] ?? 0) <= left[kind]),
    );
    if (fitting.length === 0) {
      return;
    }
    draft.chance.weighted(fitting).tell(draft);
  }
}
