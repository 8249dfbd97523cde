import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { deleteParameter, exceptionEvidence, exceptionParameter, readParameter } from './exception-parameter.ts';

export const suppressionUnmatched: Check = {
  id: 'suppression-unmatched',
  family: 'housekeeping',
  title: 'Exception that hides nothing',
  flags:
    'An exception (`{prefix}/exceptions/{id}`) that holds and fits no finding, or that cannot be read. Where its checks ' +
    'could not look at everything, it is unknown.',
  severity: 'low',
  rationale:
    'What it accepted is mended, or it was mistyped. Left in place, it hides the next finding that happens to fit it.',
  remediation: 'Delete it, or correct it.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: [],

  *evaluate(context) {
    if (context.exceptions === undefined) return;
    yield pass;
    for (const { exception, doubt } of context.exceptions.idle) {
      const resource = exceptionParameter(context, exception.parameter);
      yield doubt === null
        ? { verdict: 'finding', resource, evidence: exceptionEvidence(exception) }
        : { verdict: 'unknown', code: 'not-collected', reason: doubt, resourceArn: resource.arn };
    }
    for (const { id, parameter, problem } of context.exceptions.unreadable) {
      yield {
        verdict: 'finding',
        resource: exceptionParameter(context, parameter),
        evidence: { exception: id, problem },
      };
    }
  },

  describe({ evidence }) {
    const id = textOf(evidence, 'exception') ?? 'unknown';
    const problem = textOf(evidence, 'problem');
    return problem === null
      ? `The exception ${id}, which holds until ${textOf(evidence, 'expires') ?? 'an unknown day'}, fits no finding.`
      : `The exception ${id} cannot be read, and so hides nothing: ${problem}.`;
  },

  remediate({ resource, evidence }) {
    return textOf(evidence, 'problem') === null
      ? remediation(
          'If what it accepted is mended, delete it; else correct what it names. The first command shows it, so that it ' +
            'can be written again.',
          [readParameter(resource), deleteParameter(resource)],
        )
      : remediation('Write it again as docs/exceptions.md says.', [readParameter(resource)]);
  },
};
