import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef, StaticStructureSchema } from '@smithy/types';

/** What is wrong with an input, and where: `tags.0.key`. */
export interface InputProblem {
  readonly kind: 'missingMember' | 'malformed';
  readonly member: string;
}

/**
 * Checks an input that was read against its schema: members that the service requires are there, and every member has
 * the type that handlers rely on. Answers the first problem.
 */
export function checkInput(schema: $SchemaRef, input: unknown): InputProblem | undefined {
  return check(NormalizedSchema.of(schema), input, '');
}

function check(schema: NormalizedSchema, value: unknown, member: string): InputProblem | undefined {
  if (schema.isStructSchema()) {
    return isRecord(value) ? checkStructure(schema, value, member) : malformed(member);
  }
  if (schema.isListSchema()) {
    return Array.isArray(value) ? firstProblem(value.entries(), schema.getValueSchema(), member) : malformed(member);
  }
  if (schema.isMapSchema()) {
    return isRecord(value) ? firstProblem(Object.entries(value), schema.getValueSchema(), member) : malformed(member);
  }
  return hasType(schema, value) ? undefined : malformed(member);
}

function checkStructure(
  schema: NormalizedSchema,
  value: Record<string, unknown>,
  at: string,
): InputProblem | undefined {
  const [, , , , names, , requiredCount = 0] = schema.getSchema() as StaticStructureSchema;
  for (const name of names.slice(0, requiredCount)) {
    if (value[name] === undefined || value[name] === null) {
      return { kind: 'missingMember', member: join(at, name) };
    }
  }
  for (const [name, member] of schema.structIterator()) {
    const problem =
      value[name] === undefined || value[name] === null ? undefined : check(member, value[name], join(at, name));
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function firstProblem(
  items: Iterable<[string | number, unknown]>,
  schema: NormalizedSchema,
  at: string,
): InputProblem | undefined {
  for (const [key, item] of items) {
    const problem = item === null || item === undefined ? malformed(join(at, key)) : check(schema, item, join(at, key));
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function hasType(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) {
    return typeof value === 'string';
  }
  if (schema.isNumericSchema()) {
    return Number.isFinite(value);
  }
  if (schema.isBooleanSchema()) {
    return typeof value === 'boolean';
  }
  if (schema.isTimestampSchema()) {
    return value instanceof Date && !Number.isNaN(value.getTime());
  }
  return schema.isBlobSchema() ? value instanceof Uint8Array : true;
}

function malformed(member: string): InputProblem {
  return { kind: 'malformed', member };
}

/** Members are named as AWS names them in its errors: `tags.0.key`. */
function join(at: string, name: string | number): string {
  const step = String(name);
  const member = step.charAt(0).toLowerCase() + step.slice(1);
  return at === '' ? member : `${at}.${member}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
