import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../lib/report/markdown.ts';
import { anAccount } from '../builders/an-account.ts';
import { ada, aFinding, aReport, hostileIntroducers, hostileNames, options } from './a-report.ts';

describe('renderMarkdown', () => {
  it('has a section for each severity and check, with the reason, the resources and the commands', () => {
    const page = renderMarkdown(aReport([aFinding()]), options);
    expect(page).toContain('## medium (1)\n\n### Role that nobody uses (1)\n\n`role-unused`: ');
    expect(page).toContain('| `billing-export` | Role billing-export, created 2024-03-01, was last used 2025-01-15. |');
    expect(page).toContain(
      '**Fix:** Lock the role, and delete it when nobody has missed it.\n\n' +
        "```sh\n# billing-export\naws iam delete-role --role-name 'billing-export'\n```\n",
    );
  });

  it('gives the same advice once, and names whom another advice is for', () => {
    const page = renderMarkdown(
      aReport([
        aFinding({ name: 'a' }),
        aFinding({ name: 'b' }),
        aFinding({ name: 'c', remediation: { text: 'Change it on the permission set.' } }),
      ]),
      options,
    );
    expect(page.match(/Lock the role/g)).toHaveLength(1);
    expect(page).toContain('**Fix for `c`:** Change it on the permission set.\n');
  });

  it('says who introduced a finding', () => {
    const page = renderMarkdown(aReport([aFinding({ introducedBy: ada })]), options);
    expect(page).toContain(
      'was last used 2025-01-15. Introduced by arn:aws:sts::111122223333:assumed-role/Admin/ada (source identity ' +
        'ada\\@example.com) with UpdateAssumeRolePolicy on 2026-11-22T16:40:00.000Z from 203.0.113.7. |',
    );
  });

  it('says what could not be seen', () => {
    const page = renderMarkdown(aReport([], anAccount().without('trails', 'denied').build()), options);
    expect(page).toMatch(/## What could not be seen\n\n- trails: /);
    expect(page).toContain('No findings.');
  });

  it('puts what was resolved apart', () => {
    const page = renderMarkdown(aReport([aFinding({ status: 'resolved' })]), options);
    expect(page).not.toContain('## medium');
    expect(page).toContain('## Resolved since the last audit\n\n| resource | what |');
  });

  it('lets no name become HTML, a link, a heading or a cell', () => {
    const findings = [
      ...hostileNames.map((name) => aFinding({ name })),
      ...hostileIntroducers.map((introducedBy) => aFinding({ introducedBy })),
    ];
    for (const finding of findings) {
      const page = renderMarkdown(aReport([finding]), options);
      const [prose = '', code = ''] = page.split(/\n(?=`{3,}sh\n)/);
      expect(prose.replace(/`+[^\n]*?`+ \|/g, '')).not.toMatch(/<|(?<!\\)\]\(|https:\/\//);
      expect(page.match(/^#+ .*/gm)?.filter((line) => !line.startsWith('# ')).length).toBe(2);
      for (const row of prose.match(/^\|.*/gm) ?? []) expect(row.match(/(?<!\\)\|/g)?.length).toBeOneOf([3, 6]);
      const [fence = '```sh'] = code.split('\n');
      expect(code.trimEnd().split('\n').at(-1)).toBe(fence.slice(0, -2));
    }
  });
});
