import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentChecks } from '../../lib/checks/document.ts';
import { checks } from '../../lib/checks/registry.ts';

describe('documentChecks', () => {
  it('makes docs/checks.md as it stands in the repository', () => {
    const written = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
    expect(written, 'run: node lib/checks/document.ts > docs/checks.md').toBe(documentChecks(checks));
  });

  it.each(checks)('gives $id a section with its mappings', (check) => {
    const [, section = ''] = documentChecks(checks).split(`### ${check.id}\n`);
    const text = section.split('###')[0];
    expect(text).toContain(check.flags);
    for (const id of [...check.mappings.prowler, ...check.mappings.securityHub]) expect(text).toContain(id);
  });
});
