import { canonicalJson } from '../../../lib/findings/canonical-json.ts';
import { inSlices, type SlicedAccount } from '../../e2e/in-slices.ts';
import { foundBy } from '../../e2e/small-audit.ts';
import { clerksAndWorkers, daysBefore } from '../clerks-and-workers.ts';
import { type Figure, figuresOf } from '../figures.ts';

const startsAt = new Date('2026-11-23T03:00:00Z');

/** IAM grants 40 calls a second, in hastened time. */
const CALL_MS = 25;

const large = { principals: 10_000, seconds: 60 };
const small = { principals: 100, seconds: 2 };

/** An audit that does not fit into one invocation, beside one that does. */
export async function benchSlices(isSmoke: boolean): Promise<readonly Figure[]> {
  const { principals, seconds } = isSmoke ? small : large;
  const spec = clerksAndWorkers(principals, startsAt, () => daysBefore(startsAt, 1));
  const measure = async (run: (account: SlicedAccount) => ReturnType<SlicedAccount['invokeUntilDone']>) => {
    await using account = await inSlices({ spec, startsAt, callMs: CALL_MS });
    const results = await run(account);
    const last = results.at(-1);
    return {
      invocations: results.length,
      left: last?.audited.left ?? 0,
      calls: account.sandbox.ledger.count(),
      found: new Set(last ? foundBy(last).map(canonicalJson) : []),
    };
  };
  const whole = await measure(async ({ invoke }) => [await invoke(Number.POSITIVE_INFINITY)]);
  const sliced = await measure(({ invokeUntilDone }) => invokeUntilDone(seconds));
  const figure = figuresOf('slices', `${principals.toLocaleString('en-US')} principals, ${seconds} s`);
  return [
    figure('invocations', sliced.invocations, 'times'),
    figure('principals left at the end', sliced.left, 'users and roles', '0'),
    figure('calls, uninterrupted', whole.calls, 'calls'),
    figure('calls, in slices', sliced.calls, 'calls'),
    figure('more calls', 100 * (sliced.calls / whole.calls - 1), '%', 'at most 2'),
    figure('findings', whole.found.size, 'findings'),
    figure(
      'findings that differ',
      notIn(whole.found, sliced.found) + notIn(sliced.found, whole.found),
      'findings',
      '0',
    ),
  ];
}

function notIn(all: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...all].filter((each) => !others.has(each)).length;
}
