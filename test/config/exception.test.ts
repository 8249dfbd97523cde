import { describe, expect, it } from 'vitest';
import { parseException } from '../../lib/config/exception.ts';
import { InvalidInputError } from '../../lib/errors.ts';

const written = {
  checks: ['role-unused'],
  resource: 'arn:aws:iam::111122223333:role/break-glass-*',
  reason: 'Used in emergencies alone.',
  owner: 'security@example.com',
  expires: '2027-03-31',
};
const where = {
  id: 'break-glass',
  parameter: '/account-auditor/exceptions/break-glass',
  now: new Date('2026-11-23T02:17:00Z'),
  isCheck: (id: string) => id === 'role-unused',
};
const parse = (fields: object) => parseException(JSON.stringify(fields), where);
const { checks: _checks, resource: _resource, ...terms } = written;

describe('parseException', () => {
  it('reads what accepts a kind of finding, and what accepts one', () => {
    const { checks, resource, ...rest } = written;
    expect(parse({ ...written, ticket: 'SEC-114' })).toEqual({
      id: 'break-glass',
      parameter: where.parameter,
      accepts: { checks, resource },
      ...rest,
      ticket: 'SEC-114',
    });
    expect(parse({ ...rest, finding: '0123456789abcdef' }).accepts).toEqual({ finding: '0123456789abcdef' });
  });

  it.each([
    ['text that is not JSON', 'role-unused', /not JSON; accepted is an object with checks, resource/],
    [
      'a field that does not exist',
      { ...written, expiry: '2027-03-31' },
      /expiry: no such field; accepted are finding/,
    ],
    ['no reason', { ...written, reason: undefined }, /reason: accepted is a sentence/],
    ['a blank owner', { ...written, owner: '  ' }, /owner: accepted is who answers for it/],
    ['no end', { ...written, expires: undefined }, /expires: accepted is a day such as 2027-03-31/],
    ['a day that does not exist', { ...written, expires: '2027-02-30' }, /expires: accepted is a day/],
    ['more than a year', { ...written, expires: '2027-11-25' }, /expires: 2027-11-25 is too far.* until 2027-11-24/],
    ['a check that does not exist', { ...written, checks: ['role-used'] }, /checks: there is no check role-used/],
    ['no checks', { ...written, checks: [] }, /checks: accepted are ids of checks/],
    ['a resource that is no ARN', { ...written, resource: '*' }, /resource: accepted is an ARN/],
    ['an id that is none', { ...terms, finding: 'role-unused' }, /finding: accepted is the id of a finding/],
    ['a finding and checks at once', { ...written, finding: '0123456789abcdef' }, /either finding, or checks and res/],
    ['neither', terms, /either finding, or checks and resource/],
    ['checks without a resource', { ...terms, checks: ['role-unused'] }, /either finding, or checks and resource/],
  ])('refuses %s in one line that names the parameter', (_, fields, problem) => {
    const text = typeof fields === 'string' ? fields : JSON.stringify(fields);
    expect(() => parseException(text, where)).toThrow(InvalidInputError);
    expect(() => parseException(text, where)).toThrow(problem);
    expect(() => parseException(text, where)).toThrow(/^[^\n]*\/exceptions\/break-glass: [^\n]*$/);
  });

  it('takes the last day of a year from now', () => {
    expect(parse({ ...written, expires: '2027-11-24' }).expires).toBe('2027-11-24');
  });
});
