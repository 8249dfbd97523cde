import { describe, expect, it } from 'vitest';
import { chunksOf, displayWidth, padded } from '../../lib/report/width.ts';

describe('displayWidth', () => {
  it.each([
    ['deploy-bot', 10],
    ['監査役', 6],
    ['🔑', 2],
    ['e\u0301tude', 5],
    ['', 0],
  ])('counts the columns of %j', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe('padded', () => {
  it('fills up to a number of columns, and never cuts', () => {
    expect(padded('監査', 6)).toBe('監査  ');
    expect(padded('deploy-bot', 4)).toBe('deploy-bot');
  });
});

describe('chunksOf', () => {
  it('keeps what is one character to a reader whole', () => {
    expect(chunksOf('監査役', 4)).toEqual(['監査', '役']);
    expect(chunksOf('e\u0301e\u0301', 1)).toEqual(['e\u0301', 'e\u0301']);
  });
});
