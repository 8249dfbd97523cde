import { InvalidInputError } from '../../errors.ts';
import type { Parameters } from './parameters.ts';
import { type NightSummary, parseSummary } from './summary.ts';

/**
 * The nights whose summaries Parameter Store still has (the last 100 versions), oldest first. Versions that cannot be
 * read, such as those of another release, are passed over. A run whose request was sent twice counts once.
 */
export async function readHistory(parameters: Parameters, name: string): Promise<readonly NightSummary[]> {
  const versions = await parameters.history(name);
  const nights = versions.flatMap(({ value }) => readable(value, name));
  return [...new Map(nights.map((night) => [night.runId, night])).values()];
}

function readable(value: string, name: string): readonly NightSummary[] {
  try {
    return [parseSummary(value, name)];
  } catch (error) {
    if (error instanceof InvalidInputError) return [];
    throw error;
  }
}
