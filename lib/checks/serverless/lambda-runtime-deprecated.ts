import type { Severity } from '../../findings/finding.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { daysBefore } from '../instants.ts';
import { pass, unknown } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';
import { type Runtime, runtimes } from './runtimes.ts';

/** How long before its deprecation a runtime is reported: some weeks of work, and not the half year that AWS writes mails for. */
const NOTICE_DAYS = 90;

/** AWS announces a deprecation at least this long before: an older table need not have it. Lambda Developer Guide, runtime-support-policy. */
const TABLE_VALID_DAYS = 180;

export const lambdaRuntimeDeprecated: Check = {
  id: 'lambda-runtime-deprecated',
  family: 'serverless',
  title: 'Function with a runtime that AWS no longer patches',
  flags:
    `A function whose runtime is deprecated, by AWS's table of ${runtimes.asOf} (${runtimes.source}). Low when it will be within ` +
    `${NOTICE_DAYS} days, high once functions with it can no longer be changed. A runtime that the table does not have is unknown, and so, when the table ` +
    `is older than ${TABLE_VALID_DAYS} days, is one for which it has no day. Functions from container images are not judged: what is in the ` +
    'image is not known here.',
  severity: 'medium',
  rationale:
    'Holes in the language and its libraries are found every month, and nobody closes them in a runtime that is deprecated. Once updates are blocked, not even ' +
    'a fix of the own code can be deployed.',
  remediation: 'Move the function to a supported runtime.',
  mappings: { cis: {}, securityHub: ['Lambda.2'], prowler: ['awslambda_function_using_supported_runtimes'] },
  needs: ['functions'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const [deprecatedOn, updateBlockedOn] = [textOf(evidence, 'deprecatedOn'), textOf(evidence, 'updateBlockedOn')];
    const blocked = updateBlockedOn === null ? '' : ` Functions with it cannot be changed from ${updateBlockedOn} on.`;
    return (
      `${functionIn(facts)} runs on ${textOf(evidence, 'runtime')}, whose support ends on ${deprecatedOn} by AWS's table of ` +
      `${textOf(evidence, 'tableAsOf')}.${blocked}`
    );
  },

  remediate(facts) {
    return remediation(
      'Test the function on the newest runtime of its language first: libraries with native code have to be built anew, and the SDK in the runtime may be ' +
        'another one. Then change the runtime where the function is defined; the line does it by hand.',
      [functionCommand(facts, 'update-function-configuration', { runtime: '<supported runtime>' })],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { runtime, arn } = lambda;
  if (runtime === null) return pass;
  const known = runtimes.of(runtime);
  if (known === undefined) {
    return unknown(
      { code: 'not-collected', reason: `The table of runtimes of ${runtimes.asOf} does not have ${runtime}.` },
      arn,
    );
  }
  if (known.deprecatedOn === null && isOutdated(context)) {
    const reason =
      `The table of runtimes of ${runtimes.asOf} has no day for ${runtime}, and is older than ${TABLE_VALID_DAYS} days: ` +
      'AWS may have announced one since.';
    return unknown({ code: 'not-collected', reason }, arn);
  }
  const severity = severityOf(context.now, known);
  return severity === null
    ? pass
    : functionFinding(context, lambda, { runtime, ...known, tableAsOf: runtimes.asOf }, severity);
}

function isOutdated({ now }: CheckContext): boolean {
  return Date.parse(runtimes.asOf) < daysBefore(now, TABLE_VALID_DAYS).getTime();
}

/** @returns null when it is supported for a while */
function severityOf(now: Date, { deprecatedOn, updateBlockedOn }: Runtime): Severity | null {
  if (deprecatedOn === null || Date.parse(deprecatedOn) > daysBefore(now, -NOTICE_DAYS).getTime()) return null;
  if (Date.parse(deprecatedOn) > now.getTime()) return 'low';
  return updateBlockedOn !== null && Date.parse(updateBlockedOn) <= now.getTime() ? 'high' : 'medium';
}
