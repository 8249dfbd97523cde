import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { withoutEditorSchema } from './editor-schema.ts';
import { schemaProblem } from './schema-problem.ts';

/** Findings that somebody has accepted, and answers for, until a day. */
export interface Exception {
  /** The last part of the parameter's name. */
  readonly id: string;
  /** The whole name of the parameter that says so. */
  readonly parameter: string;
  /** Either one finding, by its id, or all findings of these checks on resources whose ARN fits the pattern. */
  readonly accepts: { readonly finding: string } | { readonly checks: readonly string[]; readonly resource: string };
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day on which it holds, in UTC: `2027-03-31`. */
  readonly expires: string;
  readonly ticket?: string;
}

/** Days for which findings can be accepted at most; then somebody has to look again. */
const MAX_EXCEPTION_DAYS = 366;

const MS_PER_DAY = 86_400_000;

const words = (what: string, most: number) =>
  z
    .string({ error: `accepted is ${what}` })
    .trim()
    .min(1, `accepted is ${what}`)
    .max(most, `accepted are at most ${most} characters`);

/** One exception as the operator writes it, in `{prefix}/exceptions/{id}`: `finding`, or `checks` and `resource`. */
export const exceptionSchema = z.strictObject({
  finding: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'accepted is the id of a finding: 16 of the characters 0-9 and a-f')
    .optional()
    .describe('Id of the one finding that is accepted.'),
  checks: z
    .array(z.string())
    .min(1, 'accepted are ids of checks')
    .max(50, 'accepted are at most 50 checks')
    .optional()
    .describe('Ids of the checks whose findings are accepted.'),
  resource: words('the ARN of a resource, in which * stands for any characters', 2048)

    .regex(/^arn:/, 'accepted is an ARN, in which * stands for any characters')
    .optional()
    .describe('ARN of their resource; `*` stands for any characters and `?` for one.'),
  reason: words('a sentence', 500).describe('Why it is accepted.'),
  owner: words('who answers for it', 200).describe('Who answers for it: a person, a team, an address.'),
  expires: z.iso
    .date({ error: 'accepted is a day such as 2027-03-31' })
    .describe('The last day on which it holds, in UTC; at most a year from now.'),
  ticket: words('the name or address of a ticket', 500).optional().describe('Where it was decided.'),
});

/**
 * Reads one exception.
 *
 * @param text its JSON
 * @param where.parameter the name of its parameter, for errors too
 * @param where.now an exception that holds for longer than a year from now is refused
 * @throws InvalidInputError in one line that names parameter and field
 */
export function parseException(
  text: string,
  where: {
    readonly id: string;
    readonly parameter: string;
    readonly now: Date;
    readonly isCheck: (id: string) => boolean;
  },
): Exception {
  const refuse = (problem: string, cause?: unknown) =>
    new InvalidInputError(oneLine(`${where.parameter}: ${problem}`), { cause });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refuse('not JSON; accepted is an object with checks, resource, reason, owner and expires', cause);
  }
  const read = exceptionSchema.safeParse(withoutEditorSchema(json));
  if (!read.success) throw refuse(schemaProblem(read.error, exceptionSchema), read.error);
  const { finding, checks, resource, reason, owner, expires, ticket } = read.data;
  const stranger = checks?.find((id) => !where.isCheck(id));
  if (stranger !== undefined) {
    throw refuse(`checks: there is no check ${stranger}; the command "checks" lists them all`);
  }
  const latest = new Date(where.now.getTime() + MAX_EXCEPTION_DAYS * MS_PER_DAY).toISOString().slice(0, 10);
  if (expires > latest) throw refuse(`expires: ${expires} is too far away; accepted is a day until ${latest}`);
  const accepts = acceptsOf(finding, checks, resource);
  if (accepts === null) throw refuse('accepted is either finding, or checks and resource together');
  return {
    id: where.id,
    parameter: where.parameter,
    accepts,
    reason,
    owner,
    expires,
    ...(ticket === undefined ? {} : { ticket }),
  };
}

function acceptsOf(
  finding: string | undefined,
  checks: readonly string[] | undefined,
  resource: string | undefined,
): Exception['accepts'] | null {
  if (finding !== undefined) return checks === undefined && resource === undefined ? { finding } : null;
  return checks === undefined || resource === undefined ? null : { checks, resource };
}
