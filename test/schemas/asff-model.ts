import { BatchImportFindingsCommand } from '@aws-sdk/client-securityhub';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { checkInput } from '../../lib/sandbox/protocols/check-input.ts';

/**
 * What the service model in the SDK says against a BatchImportFindings request: members that are missing, of another type, or
 * not known to it (which the SDK would leave out without a word).
 */
export function modelProblems(request: unknown): readonly string[] {
  const { schema } = new BatchImportFindingsCommand({ Findings: [] }) as unknown as { schema: StaticOperationSchema };
  const input = NormalizedSchema.of(schema[4]);
  const problem = checkInput(input, request);
  return [...(problem ? [`${problem.member}: ${problem.kind}`] : []), ...unknownMembers(input, request, '')];
}

function unknownMembers(schema: NormalizedSchema, value: unknown, at: string): readonly string[] {
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, index) => unknownMembers(schema.getValueSchema(), item, `${at}[${index}]`));
  }
  if (!schema.isStructSchema() || typeof value !== 'object' || value === null) return [];
  const members = new Map([...schema.structIterator()]);
  return Object.entries(value).flatMap(([name, member]) => {
    const known = members.get(name);
    return known === undefined ? [`${at}.${name}: no such member`] : unknownMembers(known, member, `${at}.${name}`);
  });
}
