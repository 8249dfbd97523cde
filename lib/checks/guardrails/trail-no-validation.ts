import type { Check } from '../check.ts';
import { pass } from '../verdicts.ts';
import { eachTrail, trailCommand, trailFinding, trailFix, trailIn } from './trails.ts';

export const trailNoValidation: Check = {
  id: 'trail-no-validation',
  family: 'guardrails',
  title: 'Trail without log file validation',
  flags: 'A trail for which CloudTrail writes no signed digests of its log files.',
  severity: 'medium',
  rationale: 'Without digests nobody can tell whether a log file was changed or taken away after it was delivered.',
  remediation: 'Switch log file validation on.',
  mappings: {
    cis: { '3.0': '3.2', '5.0': '3.2', '6.0': '4.2', '7.0': '4.2' },
    securityHub: ['CloudTrail.4'],
    prowler: ['cloudtrail_log_file_validation_enabled'],
  },
  needs: ['trails'],

  evaluate: (context) => eachTrail(context, (trail) => (trail.validatesLogFiles ? pass : trailFinding(context, trail))),

  describe(facts) {
    return `${trailIn(facts)} writes no digests by which its log files could be validated.`;
  },

  remediate(facts) {
    return trailFix(
      facts,
      'Digests are written from then on; what was delivered before stays without (`--no-enable-log-file-validation` undoes it).',
      [trailCommand(facts, 'update-trail', 'enable-log-file-validation')],
    );
  },
};
