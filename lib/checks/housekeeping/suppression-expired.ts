import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { deleteParameter, exceptionEvidence, exceptionParameter, readParameter } from './exception-parameter.ts';

export const suppressionExpired: Check = {
  id: 'suppression-expired',
  family: 'housekeeping',
  title: 'Exception whose day is past',
  flags: 'An exception (`{prefix}/exceptions/{id}`) that no longer holds. The findings that it hid are back.',
  severity: 'low',
  rationale: 'What was accepted for a time is to be looked at again when the time is over, not forgotten.',
  remediation: 'Mend what the exception accepted and delete it, or accept it for another while.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: [],

  *evaluate(context) {
    if (context.exceptions === undefined) return;
    yield pass;
    for (const exception of context.exceptions.expired) {
      yield {
        verdict: 'finding',
        resource: exceptionParameter(context, exception.parameter),
        evidence: exceptionEvidence(exception),
      };
    }
  },

  describe({ evidence }) {
    const [id, owner, expires] = ['exception', 'owner', 'expires'].map((key) => textOf(evidence, key) ?? 'unknown');
    return `The exception ${id}, for which ${owner} answers, held until ${expires}.`;
  },

  remediate({ resource, evidence }) {
    const reason = textOf(evidence, 'reason');
    return remediation(
      `Look at the findings that are back${reason === null ? '' : `; the reason was: ${reason}`}. When they are mended, ` +
        'delete the exception. To accept them for longer, write it again with a later day. The first command shows it, ' +
        'so that it can be written again.',
      [readParameter(resource), deleteParameter(resource)],
    );
  },
};
