/** The instant that built accounts are read at; tests hand it to checks as `now`. */
export const NOW = new Date('2026-11-22T03:00:00.000Z');

const DAY_MS = 86_400_000;

/** Instants counted back from {@link NOW}, for example `daysAgo(91)`. */
export const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString();
export const inDays = (days: number): string => daysAgo(-days);
