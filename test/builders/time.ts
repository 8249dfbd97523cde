/** The instant that built accounts are read at; tests hand it to checks as `now`. */
export const NOW = new Date('2026-11-22T03:00:00.000Z');

const HOUR_MS = 3_600_000;

/** Instants counted back from {@link NOW}, for example `daysAgo(91)`. */
export const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 24 * HOUR_MS).toISOString();
export const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * HOUR_MS).toISOString();
export const inDays = (days: number): string => daysAgo(-days);
