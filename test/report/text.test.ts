import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, markdownCode, markdownText, printable, shortened } from '../../lib/report/text.ts';

describe('printable', () => {
  it('leaves what prints as it is', () => {
    expect(printable('Größe: deploy-bot/π @ 5 %')).toBe('Größe: deploy-bot/π @ 5 %');
  });

  it.each([
    ['an escape sequence that clears the screen', 'role\u001b[2J', 'role\\u{1b}[2J'],
    ['a line break that fakes a second row', 'a\ncritical  fake', 'a\\u{a}critical  fake'],
    ['a mark that turns text around', 'user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['a character that does not show', 'ad\u200bmin', 'ad\\u{200b}min'],
  ])('shows %s as text', (_, hostile, shown) => {
    expect(printable(hostile)).toBe(shown);
  });
});

describe('shortened', () => {
  it('says by an ellipsis that something is cut off', () => {
    expect(shortened('AWSReservedSSO_DataScientist', 10)).toBe('AWSReserv…');
  });

  it('leaves a text of exactly that length alone', () => {
    expect(shortened('0123456789', 10)).toBe('0123456789');
  });
});

describe('csvCell', () => {
  it.each(['=HYPERLINK("http://evil.example")', '+1+1', '-2+3', '@SUM(A1)', ' =1', '\uff1d1'])(
    'defuses the formula %j',
    (formula) => {
      expect(csvCell(formula)).toMatch(/^"'/);
    },
  );

  it('defuses what a semicolon would make a cell of', () => {
    expect(csvCell('a; =1;"+2;b')).toBe(`"a;' =1;'""+2;b"`);
  });

  it('doubles quotes', () => {
    expect(csvCell('a "b"')).toBe('"a ""b"""');
  });

  it('is one cell that begins no formula, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = csvCell(text).slice(1, -1);
        expect(inner.replaceAll('""', '')).not.toContain('"');
        expect(inner).not.toMatch(/^\s*[=+\-@]/u);
        expect(inner).not.toMatch(/[\r\n\t]/);
      }),
    );
  });
});

describe('markdownText', () => {
  it.each([
    ['HTML', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a link', '[x](https://evil.example)', '\\[x\\](https:&#47;&#47;evil.example)'],
    ['a table cell', 'a | b', 'a \\| b'],
    ['a mention', '@everyone', '\\@everyone'],
    ['an entity', '&lt;', '&amp;lt;'],
  ])('takes the meaning out of %s', (_, text, escaped) => {
    expect(markdownText(text)).toBe(escaped);
  });
});

describe('markdownCode', () => {
  it('takes more backticks than the text has', () => {
    expect(markdownCode('a``b')).toBe('```a``b```');
  });

  it('keeps a backtick at the edge apart from its own', () => {
    expect(markdownCode('`x')).toBe('`` `x ``');
  });
});
