import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../lib/cli/demo/stack.ts';

const comparison = z.strictObject({
  Variable: z.string(),
  StringEquals: z.string().optional(),
  NumericEquals: z.number().optional(),
  NumericGreaterThanEquals: z.number().optional(),
});

/** As much of the Amazon States Language as the state machine of this project is written in. */
const state = z.discriminatedUnion('Type', [
  z.strictObject({
    Type: z.literal('Pass'),
    Result: z.json().optional(),
    Parameters: z.record(z.string(), z.string()).optional(),
    Next: z.string(),
  }),
  z.strictObject({
    Type: z.literal('Task'),
    Resource: z.string().regex(/^arn:\$\{Partition\}:states:::lambda:invoke$/),
    Parameters: z.strictObject({ FunctionName: z.string().regex(/^\$\{AuditFunctionArn\}$/), Payload: z.json() }),
    TimeoutSeconds: z.int(),
    ResultSelector: z.record(z.string(), z.string()),
    ResultPath: z.string(),
    Retry: z.array(
      z.strictObject({
        ErrorEquals: z.array(z.string()),
        IntervalSeconds: z.int(),
        BackoffRate: z.number().optional(),
        MaxAttempts: z.int(),
        JitterStrategy: z.literal('FULL').optional(),
      }),
    ),
    Next: z.string(),
  }),
  z.strictObject({
    Type: z.literal('Choice'),
    Choices: z.array(
      z.union([z.strictObject({ Or: z.array(comparison), Next: z.string() }), comparison.extend({ Next: z.string() })]),
    ),
    Default: z.string(),
  }),
  z.strictObject({ Type: z.literal('Succeed') }),
  z.strictObject({ Type: z.literal('Fail'), Error: z.string(), Cause: z.string() }),
]);

export const nightlyAudit = z
  .strictObject({ Comment: z.string(), StartAt: z.string(), States: z.record(z.string(), state) })
  .parse(JSON.parse(readFileSync(projectFile('state-machines/nightly-audit.json'), 'utf8')));

type Task = Extract<z.infer<typeof state>, { Type: 'Task' }>;
type Comparison = z.infer<typeof comparison>;

/** An error of Lambda as Step Functions names it. */
export class TaskError extends Error {}

/** How an execution ended: `Succeed`, or the error that it failed with. */
export async function execute(invoke: (payload: unknown) => Promise<object>): Promise<string> {
  let data: unknown = {};
  let name = nightlyAudit.StartAt;
  for (;;) {
    const current = nightlyAudit.States[name];
    switch (current?.Type) {
      case 'Pass':
        data = current.Result ?? filled(current.Parameters ?? {}, data);
        name = current.Next;
        break;
      case 'Task': {
        const answer = await perform(current, invoke).catch((error: unknown) => error);
        if (answer instanceof Error) return answer.message;
        // Function and state machine speak JSON to each other.
        const result = filled(current.ResultSelector, JSON.parse(JSON.stringify({ Payload: answer })));
        data = { ...Object(data), [current.ResultPath.replace('$.', '')]: result };
        name = current.Next;
        break;
      }
      case 'Choice': {
        const chosen = current.Choices.find((choice) =>
          ('Or' in choice ? choice.Or : [choice]).some((rule) => holds(rule, data)),
        );
        name = chosen?.Next ?? current.Default;
        break;
      }
      case 'Succeed':
        return 'Succeed';
      case 'Fail':
        return current.Error;
      default:
        throw new Error(`there is no state ${name}`);
    }
  }
}

/** Tries again as often as the first retrier that knows the error says; `States.TaskFailed` knows all but timeouts. */
async function perform({ Parameters, Retry }: Task, invoke: (payload: unknown) => Promise<object>): Promise<object> {
  const tries = Retry.map(() => 0);
  for (;;) {
    try {
      return await invoke(Parameters.Payload);
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      const knows = (names: readonly string[]) => names.includes(error.message) || names.includes('States.TaskFailed');
      const index = Retry.findIndex(({ ErrorEquals }) => knows(ErrorEquals));
      const tried = tries[index] ?? Number.POSITIVE_INFINITY;
      if (tried >= (Retry[index]?.MaxAttempts ?? 0)) throw error;
      tries[index] = tried + 1;
    }
  }
}

function filled(template: Readonly<Record<string, string>>, data: unknown): unknown {
  return Object.fromEntries(Object.entries(template).map(([key, path]) => [key.replace('.$', ''), lookUp(path, data)]));
}

function lookUp(path: string, data: unknown): unknown {
  const sum = /^States\.MathAdd\((\$[\w.]+), (\d+|\$[\w.]+)\)$/.exec(path);
  if (sum) return Number(lookUp(sum[1] ?? '', data)) + Number(sum[2]?.startsWith('$') ? lookUp(sum[2], data) : sum[2]);
  return path
    .split('.')
    .slice(1)
    .reduce((value: unknown, key) => {
      // As Step Functions, which fails an execution whose path leads nowhere.
      if (!Object.hasOwn(Object(value), key)) throw new Error(`nothing is at ${path}`);
      return Object(value)[key];
    }, data);
}

function holds({ Variable, ...rule }: Comparison, data: unknown): boolean {
  const value = lookUp(Variable, data);
  if (rule.StringEquals !== undefined) return value === rule.StringEquals;
  if (rule.NumericEquals !== undefined) return value === rule.NumericEquals;
  return typeof value === 'number' && value >= (rule.NumericGreaterThanEquals ?? Number.POSITIVE_INFINITY);
}
