/** A statement of a role in serverless.yml, as far as its page needs it. */
export interface GrantedStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  /** As it is written there, CloudFormation's functions included. */
  readonly resources: readonly string[];
  readonly condition: string | null;
}

const action = /\b[a-z][a-z0-9-]*:[A-Z]\w+/g;

/**
 * The statements with a Sid of one role of serverless.yml. Read by its indentation: whoever writes that file keeps to one
 * form, and a test fails when nothing is found.
 */
export function statementsOfRole(yaml: string, role: string): readonly GrantedStatement[] {
  const [, block = ''] =
    new RegExp(`\\n    ${role}:\\n([\\s\\S]*?)(?=\\n    \\w+:\\n|\\n  \\w+:\\n|$)`).exec(yaml) ?? [];
  return block
    .split(/\n *- Sid: /)
    .slice(1)
    .map((text) => {
      const [sid = ''] = text.split('\n');
      const uncommented = text.replace(/^ *#.*$/gm, '');
      return {
        sid,
        actions: sectionOf(uncommented, 'Action').match(action) ?? [],
        resources: Array.from(
          sectionOf(uncommented, 'Resource').matchAll(/(?:!\w+ )?'[^']*'|![\w]+ [\w.]+/g),
          ([resource]) => resource,
        ),
        condition: /kms:ViaService|events:source/.exec(uncommented)?.[0] ?? null,
      };
    });
}

/** From the key to the next one beside it. */
function sectionOf(statement: string, key: string): string {
  const [, indent = '', section = ''] = new RegExp(`\\n( +)${key}:([\\s\\S]*)`).exec(statement) ?? [];
  return section.split(new RegExp(`\\n${indent}\\w`))[0] ?? '';
}
