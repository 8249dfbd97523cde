import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../lib/sandbox/operation.ts';
import { deleteParameter } from '../../../lib/sandbox/ssm/delete-parameters.ts';
import { getParameterHistory } from '../../../lib/sandbox/ssm/get-parameters.ts';
import { labelParameterVersion } from '../../../lib/sandbox/ssm/label-parameter-version.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount } from '../calling.ts';

const Name = '/account-auditor/111122223333/summary';

type Step = 'create' | 'overwrite' | 'delete' | 'label the oldest';

/** What the user guide says of versions, in as few words as possible. */
interface Expected {
  readonly kept: readonly number[];
  readonly labelled: number | undefined;
}

function expectedAfter({ kept, labelled }: Expected, step: Step): Expected | string {
  const [oldest] = kept;
  switch (step) {
    case 'create':
      return oldest === undefined ? { kept: [1], labelled: undefined } : 'ParameterAlreadyExists';
    case 'delete':
      return oldest === undefined ? 'ParameterNotFound' : { kept: [], labelled: undefined };
    case 'label the oldest':
      return oldest === undefined ? 'ParameterNotFound' : { kept, labelled: oldest };
    case 'overwrite':
      if (kept.length === 100 && labelled === oldest) {
        return 'ParameterMaxVersionLimitExceeded';
      }
      return { kept: [...kept, (kept.at(-1) ?? 0) + 1].slice(-100), labelled };
  }
}

describe('the versions of a parameter', () => {
  it('count up from 1, are kept to the hundredth and go with the parameter, whatever is done to it', () => {
    const run = fc.record({
      step: fc.constantFrom<Step>('create', 'overwrite', 'delete', 'label the oldest'),
      times: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
        const call = callsTo(embeddedAccount());
        let expected: Expected = { kept: [], labelled: undefined };
        for (const step of runs.flatMap(({ step, times }) => Array.from({ length: times }, () => step))) {
          const outcome = expectedAfter(expected, step);
          expect(perform(call, expected, step)).toBe(typeof outcome === 'string' ? outcome : 'done');
          expected = typeof outcome === 'string' ? expected : outcome;
        }
        expect(versionsKept(call)).toEqual(expected.kept);
      }),
      { numRuns: 60 },
    );
  });
});

type Calls = ReturnType<typeof callsTo>;

function perform(call: Calls, { kept: [oldest] }: Expected, step: Step): string {
  const put = { Name, Value: 'counts', Type: 'String' } as const;
  const steps: Record<Step, () => unknown> = {
    create: () => call(putParameter, put),
    overwrite: () => call(putParameter, { ...put, Overwrite: true }),
    delete: () => call(deleteParameter, { Name }),
    'label the oldest': () => call(labelParameterVersion, { Name, ParameterVersion: oldest, Labels: ['baseline'] }),
  };
  try {
    steps[step]();
    return 'done';
  } catch (error) {
    if (error instanceof AwsError) {
      return error.code;
    }
    throw error;
  }
}

function versionsKept(call: Calls): number[] {
  const versions: number[] = [];
  let token: string | undefined;
  try {
    do {
      const page = call(getParameterHistory, { Name, NextToken: token });
      versions.push(...(page.Parameters ?? []).map(({ Version = 0 }) => Version));
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'ParameterNotFound')) {
      throw error;
    }
  }
  return versions;
}
