import { describe, expect, it } from 'vitest';
import { loadAccountFile } from '../../../lib/sandbox/load.ts';
import { plantedSecrets } from './planted-secrets.ts';

const [sample] = loadAccountFile(new URL('../../../lib/sandbox/accounts/sample.json', import.meta.url).pathname);
if (!sample) throw new Error('sample.json is empty');
const { functions, parameters } = sample;

/** By `function variable` and by name of a parameter. */
const values = new Map([
  ...functions.flatMap(({ name, environment }) =>
    Object.entries(environment).map(([variable, value]) => [`${name} ${variable}`, value] as const),
  ),
  ...Object.entries(parameters).map(
    ([name, parameter]) => [name, typeof parameter === 'string' ? parameter : parameter.value] as const,
  ),
]);

describe('plantedSecrets', () => {
  it.each(plantedSecrets)('are where they say: $at', ({ at, text }) => {
    expect(values.get(at)).toContain(text);
  });

  it.each(plantedSecrets)('stand nowhere else, so that they can be searched for: $at', ({ text }) => {
    expect(JSON.stringify(sample).split(text)).toHaveLength(2);
  });

  it('name every parameter that is encrypted', () => {
    const secure = Object.entries(parameters).flatMap(([name, parameter]) =>
      typeof parameter !== 'string' && parameter.type === 'SecureString' ? [name] : [],
    );
    expect(secure.filter((name) => !plantedSecrets.some(({ at }) => at === name))).toEqual([]);
  });
});
