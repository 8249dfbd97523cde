import { describe, expect, it } from 'vitest';
import { renderJson, renderNdjson, toJson } from '../../lib/report/json.ts';
import { aFinding, aReport } from './a-report.ts';

describe('renderJson', () => {
  it('is the report', () => {
    const report = aReport([aFinding()]);
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('renderNdjson', () => {
  it('has a line for each finding', () => {
    const lines = renderNdjson(aReport([aFinding({ name: 'a\nb' }), aFinding({ name: 'c' })]))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).resource.name)).toEqual(['a\nb', 'c']);
  });

  it('is empty when nothing was found', () => {
    expect(renderNdjson(aReport())).toBe('');
  });
});

describe('toJson', () => {
  it('escapes what a terminal would act on, and means the same', () => {
    const value = { name: '\u009b2J\u202e\u2028\u007f\u{1f600}' };
    expect(toJson(value)).toBe('{"name":"\\u009b2J\\u202e\\u2028\\u007f😀"}');
    expect(JSON.parse(toJson(value))).toEqual(value);
  });
});
