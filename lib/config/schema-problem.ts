import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * The first problem with a document that an operator wrote: the path of the field, what is wrong with it, and what is
 * accepted.
 */
export function schemaProblem({ issues: [first] }: z.ZodError, schema: z.ZodObject): string {
  if (first === undefined) return 'not accepted';
  const { issue, path } = innermost(first);
  if (issue.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0]].join('.');
    return `${field}: no such field; accepted are ${fieldsAt(schema, path).join(', ')}`;
  }
  return `${path.join('.') || 'the document'}: ${issue.message}`;
}

/** Where a field may be one thing or another, the part of it that is wrong says more than that neither fits. */
function innermost(issue: Issue): { readonly issue: Issue; readonly path: readonly PropertyKey[] } {
  const inside = issue.code === 'invalid_union' ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined;
  if (inside === undefined) return { issue, path: issue.path };
  const inner = innermost(inside);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

/** The fields of the object at a path. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return fieldsAt(schema.unwrap(), path);
  }
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const field = schema.shape[String(step)];
  return field === undefined ? [] : fieldsAt(field, rest);
}
