import { InvalidArgumentError } from 'commander';

const isoInstant = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** The value of an option that takes an instant; a day alone is its midnight in UTC. */
export function parseInstant(value: string): Date {
  const instant = new Date(value);
  const day = isoInstant.exec(value)?.[1];
  if (day === undefined || Number.isNaN(instant.getTime()) || !isDay(day)) {
    throw new InvalidArgumentError('Accepted is ISO 8601 with a time zone, for example 2026-11-23T00:00:00Z.');
  }
  return instant;
}

/** JavaScript takes 30 February for 2 March. */
function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
