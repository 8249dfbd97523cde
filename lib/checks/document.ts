import type { Check } from './check.ts';
import { familyTitles } from './families.ts';
import { checks } from './registry.ts';

const introduction = `# The checks

<!-- Made from lib/checks by \`node lib/checks/document.ts > docs/checks.md\`. A test fails when it is out of date. -->

Each check answers \`pass\`, \`fail\`, \`unknown\` or \`not-applicable\`. It is \`unknown\` when data that it needs could not be
read, or when AWS's data cannot show the answer: an unknown is never a finding, and never a pass. Severities are defaults, which
\`severities\` in the configuration replaces by id.

**Unused** means: no use inside the window (\`unusedAfterDays\`, 90 unless configured; \`credentialUnusedAfterDays\`, 45, for
passwords, keys and other credentials), where the data could have shown it. Use exactly that many days ago still counts.
What came into being inside the grace period (\`graceDays\`, 14) is \`unknown\`, not unused. What to know of AWS's data:

- The dates are of attempts. A call that was denied counts as use.
- AWS records use by service, and of some actions, for at least 400 days, and only in the Regions that it tracks. What can be
  used in another Region in use is \`unknown\` unless it was seen used.
- Use through resource-based policies alone is not recorded, and permissions boundaries and organisation policies are not
  taken into account.
- Service-linked roles are never judged. Roles of Identity Center are judged as their permission sets.
- A role that AWS says was not used at all has no report by service: its own last use stands for that of each service.
- Roles made from a role template (\`iam:AcquireRole\`) are judged like others. AWS names the template in \`GetRole\` alone, which would be a
  call for each role: look there before you change one, and change the template.
`;

/** The catalogue as Markdown: a section for each family, and in it one for each check, whose anchor is the check's id. */
export function documentChecks(all: readonly Check[]): string {
  const sections = Object.entries(familyTitles).flatMap(([family, title]) => {
    const members = all.filter((check) => check.family === family);
    return members.length === 0 ? [] : [`## ${title}\n`, contents(members), ...members.map(section)];
  });
  return [introduction, ...sections].join('\n');
}

function contents(members: readonly Check[]): string {
  const rows = members.map(({ id, title, severity }) => `| [\`${id}\`](#${id}) | ${title} | ${severity} |`);
  return ['| check | flags | severity |', '|---|---|---|', ...rows, ''].join('\n');
}

function section(check: Check): string {
  return [
    `### ${check.id}`,
    '',
    check.flags,
    '',
    `- **Why**: ${check.rationale}`,
    `- **Fix**: ${check.remediation}`,
    `- **Severity**: ${check.severity}`,
    `- **Needs**: ${check.needs.join(', ') || 'nothing of the account'}`,
    ...mappings(check),
    '',
  ].join('\n');
}

function mappings({ mappings: { cis, securityHub, prowler } }: Check): readonly string[] {
  const benchmarks = Object.entries(cis).map(([version, number]) => `${number} (v${version})`);
  return [
    ...(benchmarks.length > 0 ? [`- **CIS AWS Foundations**: ${benchmarks.join(', ')}`] : []),
    ...(securityHub.length > 0 ? [`- **Security Hub**: ${securityHub.join(', ')}`] : []),
    ...(prowler.length > 0 ? [`- **Prowler**: ${prowler.join(', ')}`] : []),
  ];
}

if (import.meta.main) process.stdout.write(documentChecks(checks));
