import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../lib/checks/read-configuration.ts';
import { InvalidInputError } from '../../lib/errors.ts';

describe('readConfiguration', () => {
  it('reads settings that name checks there are', () => {
    const text = '{"unusedAfterDays": 30, "severities": {"role-unused": "high"}}';
    expect(readConfiguration(text, 'settings.json')).toMatchObject({
      unusedAfterDays: 30,
      severities: { 'role-unused': 'high' },
    });
  });

  it.each([
    ['{"severities": {"role-unusd": "high"}}', 'settings.json: severities.role-unusd: no such check; '],
    ['{"severities": {"a\\n\\u001b[2J": "high"}}', 'settings.json: severities.a [2J: no such check; '],
    ['{"unusedAfterDays": 0}', 'settings.json: unusedAfterDays: '],
    ['unusedAfterDays: 30', 'settings.json: not JSON; '],
  ])('refuses %s in one line that names file and field', (text, message) => {
    expect(() => readConfiguration(text, 'settings.json')).toThrow(InvalidInputError);
    expect(() => readConfiguration(text, 'settings.json')).toThrow(message);
  });
});
