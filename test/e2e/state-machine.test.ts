import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAuditEvent } from '../../lib/audit-event.ts';
import { type AuditSummary, summariseAudit } from '../../lib/audit-summary.ts';
import { projectFile } from '../../lib/cli/demo/stack.ts';
import { inSlices } from './in-slices.ts';
import { smallAccount, smallAccountNow } from './small-account.ts';
import { execute, nightlyAudit, TaskError } from './state-machine.ts';

type Answer = Pick<AuditSummary, 'status' | 'left'>;

const complete: Answer = { status: 'complete', left: { principals: 0, parameters: 0 } };
const unfinished: Answer = { status: 'incomplete', left: { principals: 7, parameters: 0 } };
const unwritten: Answer = { status: 'incomplete', left: { principals: 0, parameters: 812 } };

/** An execution in which the function does these things one after the other, and the last of them for ever. */
async function executionOf(...answers: readonly (Answer | string)[]) {
  let invocations = 0;
  const end = await execute(async () => {
    const answer = answers[Math.min(invocations, answers.length - 1)] ?? complete;
    invocations += 1;
    if (typeof answer === 'string') throw new TaskError(answer);
    return answer;
  });
  return { end, invocations };
}

describe('the state machine of the nightly audit', () => {
  it.each<[string, readonly (Answer | string)[], string, number]>([
    ['is done when the audit is complete', [complete], 'Succeed', 1],
    ['calls until it is', [unfinished, unfinished, unwritten, complete], 'Succeed', 4],
    [
      'is done when something could not be read and nothing is left to go on with',
      [unfinished, { status: 'incomplete', left: { principals: 0, parameters: 0 } }],
      'Succeed',
      2,
    ],
    ['fails after twelve invocations', [unfinished], 'AuditNotFinished', 12],
    ['tries once more when the function fails', ['CannotRunError', complete], 'Succeed', 2],
    ['fails when it fails again', ['CannotRunError'], 'CannotRunError', 2],
    ['has patience with Lambda', [...Array(6).fill('Lambda.TooManyRequestsException'), complete], 'Succeed', 7],
    ['but not for ever', ['Lambda.ServiceException'], 'Lambda.ServiceException', 7],
  ])('%s', async (_, answers, end, invocations) => {
    expect(await executionOf(...answers)).toEqual({ end, invocations });
  });

  it('finishes a sliced audit: what it looks at is in the answer of the function', async () => {
    await using account = await inSlices({ spec: smallAccount, startsAt: smallAccountNow, callMs: 200 });
    const statuses: string[] = [];
    const end = await execute(async (payload) => {
      expect(parseAuditEvent(payload)).toEqual({ trigger: 'schedule', dryRun: false });
      const summary = summariseAudit(await account.invoke(5));
      statuses.push(summary.status);
      return summary;
    });
    expect(end).toBe('Succeed');
    expect(statuses.length).toBeGreaterThan(1);
    expect(statuses.at(-1)).toBe('complete');
  });

  it('leaves the function its whole time, and has states that all lead somewhere', () => {
    const timeout = /timeout: (\d+)\n/.exec(readFileSync(projectFile('serverless.yml'), 'utf8'))?.[1];
    const { States, StartAt } = nightlyAudit;
    for (const state of Object.values(States)) {
      if (state.Type === 'Task') expect(state.TimeoutSeconds).toBeGreaterThan(Number(timeout));
      const next =
        state.Type === 'Choice'
          ? [state.Default, ...state.Choices.map(({ Next }) => Next)]
          : 'Next' in state
            ? [state.Next]
            : [];
      for (const name of next) expect(Object.keys(States)).toContain(name);
    }
    expect(Object.keys(States)).toContain(StartAt);
  });
});
