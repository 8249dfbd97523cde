import { describe, expect, it } from 'vitest';
import { defaultConfiguration, parseConfiguration } from '../../lib/config/configuration.ts';
import { InvalidInputError } from '../../lib/errors.ts';

const PARAMETER = '/account-auditor/config';

describe('parseConfiguration', () => {
  it('fills in what is left out', () => {
    expect(parseConfiguration('{"unusedAfterDays": 120}', PARAMETER)).toEqual({
      ...defaultConfiguration,
      unusedAfterDays: 120,
    });
  });

  it('takes an empty object for the defaults', () => {
    expect(parseConfiguration('{}', PARAMETER)).toEqual(defaultConfiguration);
  });

  it('takes all Regions, or a list of them', () => {
    expect(parseConfiguration('{"regions": "all"}', PARAMETER).regions).toBe('all');
    expect(parseConfiguration('{"regions": ["eu-west-1", "us-gov-east-1"]}', PARAMETER).regions).toEqual([
      'eu-west-1',
      'us-gov-east-1',
    ]);
  });

  it.each([
    ['text that is not JSON', 'unusedAfterDays = 90', /not JSON; accepted is an object such as/],
    ['an empty file', '', /not JSON/],
    ['a list', '[]', /the document: .*object/],
    ['a field that does not exist', '{"unusedAfterDay": 90}', /unusedAfterDay.*accepted are unusedAfterDays, /],
    ['a number that is too small', '{"unusedAfterDays": 0}', /unusedAfterDays: .*1/],
    ['a number that is too big', '{"graceDays": 366}', /graceDays: .*365/],
    ['a fraction of a day', '{"graceDays": 1.5}', /graceDays: .*int/],
    ['text for a number', '{"unusedAfterDays": "90"}', /unusedAfterDays: .*number/],
    ['what is no Region', '{"regions": ["Ireland"]}', /regions.*eu-west-1/],
    ['an empty list of Regions', '{"regions": []}', /regions/],
    [
      'a severity that does not exist',
      '{"severities": {"role-unused": "urgent"}}',
      /severities\.role-unused: .*critical/,
    ],
    ['an account id that is none', '{"expectedAccountId": "1111"}', /expectedAccountId: accepted are 12 digits/],
    [
      'a number for an account id, which loses leading zeros',
      '{"trustedAccountIds": [222233334444]}',
      /trustedAccountIds\.0: .*string/,
    ],
  ])('refuses %s in one line that names the source and the field', (_, text, words) => {
    const parse = () => parseConfiguration(text, PARAMETER);
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(words);
    expect(parse).toThrow(/^\/account-auditor\/config: [^\n]*$/);
  });
});
