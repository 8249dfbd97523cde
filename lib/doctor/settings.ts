import { readConfiguration } from '../checks/read-configuration.ts';
import { type Configuration, defaultConfiguration } from '../config/configuration.ts';
import { InvalidInputError } from '../errors.ts';
import type { DiagnosisLine } from './diagnosis.ts';

interface Settings {
  readonly line: DiagnosisLine;
  readonly configuration: Configuration;
}

/**
 * Whether the stored settings let an audit of this account begin.
 *
 * @param stored the text of the settings; undefined when there are none, null when they could not be read
 */
export function settingsOf(stored: string | undefined | null, name: string, accountId: string): Settings {
  const withDefaults = (status: DiagnosisLine['status'], text: string): Settings => ({
    line: { topic: 'settings', status, text },
    configuration: defaultConfiguration,
  });
  if (stored === null) return withDefaults('unknown', `${name} could not be read; the rest is said for the defaults`);
  if (stored === undefined) return withDefaults('ok', `there is no ${name}: the defaults hold`);
  try {
    const configuration = readConfiguration(stored, name);
    const { expectedAccountId } = configuration;
    if (expectedAccountId === undefined || expectedAccountId === accountId)
      return { line: { topic: 'settings', status: 'ok', text: `${name} is accepted` }, configuration };
    const text = `${name} expects account ${expectedAccountId}, and these credentials belong to ${accountId}`;
    return { line: { topic: 'settings', status: 'fail', text }, configuration };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return withDefaults('fail', `an audit would stop at ${error.message}`);
  }
}
