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
    [
      'a threshold for nobody',
      '{"thresholds": [{"match": {}, "graceDays": 1}]}',
      /thresholds\.0\.match: accepted are tag, path/,
    ],
    [
      'a threshold of nothing',
      '{"thresholds": [{"match": {"path": "/"}}]}',
      /thresholds\.0: accepted are unusedAfterDays/,
    ],
    [
      'a threshold with a path that is none',
      '{"thresholds": [{"match": {"path": "jobs"}, "graceDays": 1}]}',
      /thresholds\.0\.match\.path: accepted is a path such as/,
    ],
    [
      'a misspelt threshold',
      '{"thresholds": [{"match": {"path": "/"}, "grace": 1}]}',
      /thresholds\.0\.grace: no such field; accepted are match, unusedAfterDays/,
    ],
    [
      'a threshold out of bounds',
      '{"thresholds": [{"match": {"path": "/"}, "graceDays": 366}]}',
      /thresholds\.0\.graceDays: .*365/,
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
