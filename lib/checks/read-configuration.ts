import { type Configuration, parseConfiguration } from '../config/configuration.ts';
import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { checkById } from './registry.ts';

/**
 * Reads a configuration from JSON text, with what only the catalogue knows: whether the checks that it names exist.
 *
 * @param source what to call it in an error: a path or a parameter name
 * @throws InvalidInputError in one line that names source and field
 */
export function readConfiguration(text: string, source: string): Configuration {
  const configuration = parseConfiguration(text, source);
  refuseUnknownChecks(configuration, source);
  return configuration;
}

/** @throws InvalidInputError when the configuration sets the severity of a check that does not exist */
export function refuseUnknownChecks({ severities }: Configuration, source: string): void {
  const stranger = Object.keys(severities).find((id) => checkById(id) === undefined);
  if (stranger === undefined) return;
  throw new InvalidInputError(
    oneLine(`${source}: severities.${stranger}: no such check; the command "checks" lists them all`),
  );
}
