import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, withAuditOptions } from '../../lib/cli/audit-options.ts';

function parse(...args: readonly string[]): AuditOptions {
  const command = withAuditOptions(new Command('audit'))
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  return command.parse([...args], { from: 'user' }).opts<AuditOptions>();
}

describe('withAuditOptions', () => {
  it('has defaults that change nothing and fail on nothing', () => {
    expect(parse()).toEqual({ out: '-', failOn: 'none', prefix: '/account-auditor' });
  });

  it('takes --check and --format as often as they come, in their order', () => {
    const options = parse('--check', 'role-unused', '--format', 'sarif', '--check', 'user-unused', '--format', 'csv');
    expect(options).toMatchObject({ check: ['role-unused', 'user-unused'], format: ['sarif', 'csv'] });
  });

  it.each([
    ['2026-11-23T00:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-23T01:30:00.250+01:30', '2026-11-23T00:00:00.250Z'],
    ['2026-11-23T12:00Z', '2026-11-23T12:00:00.000Z'],
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  ])('reads --now %s', (text, instant) => {
    expect(parse('--now', text).now?.toISOString()).toBe(instant);
  });

  it.each(['yesterday', '2026-02-30', '2026-13-01', '2026-11-23T00:00:00', '1763856000', '2026-11-23T25:00:00Z', ''])(
    'refuses --now %j, and says what is accepted',
    (text) => {
      expect(() => parse('--now', text)).toThrow(/--now.*Accepted is ISO 8601 with a time zone/);
    },
  );

  it.each([
    [['--format', 'xml'], /Allowed choices are table, json, ndjson, csv, markdown, sarif/],
    [['--format', 'csv', '--format', 'csv'], /It is named twice/],
    [['--min-severity', 'worst'], /Allowed choices are critical, high, medium, low, info/],
    [['--fail-on', 'warning'], /Allowed choices are critical, high, medium, low, info, none/],
    [['--role-arn', 'auditor'], /Accepted is a role's ARN, for example arn:aws:iam::111122223333:role\/auditor/],
    [['--role-arn', 'arn:aws:iam::111122223333:user/alice'], /Accepted is a role's ARN/],
    [['--prefix', 'findings'], /Accepted is a path of parameters, for example \/account-auditor/],
    [['--prefix', '/aws/findings'], /Accepted is a path of parameters/],
    [['--prefix', '/findings/'], /Accepted is a path of parameters/],
  ])('refuses %j', (args, words) => {
    expect(() => parse(...args)).toThrow(words);
  });
});
