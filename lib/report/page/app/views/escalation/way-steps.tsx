import './way-steps.css';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { StatementPolicies } from './statement-policies.tsx';
import { useEscalation } from './use-escalation.ts';
import type { Step, Way } from './ways.ts';

interface WayStepsProps {
  readonly way: Way;
  /** Whether the policies are shown at once. */
  readonly isOpen: boolean;
}

/** A way step by step: who does what to whom, by which statements, and what stands in the way. */
export function WaySteps({ way, isOpen }: WayStepsProps) {
  return (
    <ol class="way-steps">
      {way.steps.map((step, index) => (
        <li key={index}>
          <StepDetail step={step} isOpen={isOpen} />
        </li>
      ))}
    </ol>
  );
}

function StepDetail({ step, isOpen }: { readonly step: Step; readonly isOpen: boolean }) {
  const { techniqueById, titleOf } = useEscalation();
  const { from, to, technique, resourceArn, conditions, grants, trusts } = step;
  const actions = techniqueById.get(technique)?.actions ?? [];
  return (
    <div class="way-step">
      <p class="way-ends">
        <ArnLink arn={from} />
        <span aria-hidden="true">→</span>
        <span class="unseen">to</span>
        {to === from ? <span>itself</span> : <ArnLink arn={to} />}
      </p>
      <p>
        <strong>{titleOf(technique)}</strong> <code>{technique}</code>
      </p>
      {resourceArn !== null && (
        <p>
          By <Foreign text={resourceArn} />
        </p>
      )}
      {actions.length > 0 && <p class="muted">Needs {actions.join(', ')}.</p>}
      {conditions.length > 0 && (
        <div class="way-conditions">
          Only if
          <ul>
            {conditions.map((condition) => (
              <li key={condition}>
                <Foreign text={condition} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <StatementPolicies verb="Granted by" places={grants} isOpen={isOpen} />
      <StatementPolicies verb="Let in by" places={trusts} isOpen={isOpen} />
    </div>
  );
}
