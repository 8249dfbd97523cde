import { readConfiguration } from '../checks/read-configuration.ts';
import type { Configuration } from '../config/configuration.ts';
import { readText } from '../snapshot/read-text.ts';

/**
 * Reads the settings of `--config FILE`.
 *
 * @throws InvalidInputError in one line that names the file and the field
 */
export async function readConfigurationFile(path: string): Promise<Configuration> {
  return readConfiguration(await readText(path), path);
}
