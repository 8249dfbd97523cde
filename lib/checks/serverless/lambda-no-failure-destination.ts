import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import { statementsOn } from '../../policy/statements-on.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { heldPolicies } from '../policy-holder.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { executionRole, roleNameOf, roleUnread } from './execution-roles.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

/** What the role of a function needs for a destination to work, by its kind. Lambda Developer Guide, invocation-async-retain-records. */
const SENDING = ['sqs:SendMessage', 'sns:Publish', 'lambda:InvokeFunction', 'events:PutEvents', 's3:PutObject'];

export const lambdaNoFailureDestination: Check = {
  id: 'lambda-no-failure-destination',
  family: 'serverless',
  title: 'Function whose failed events are lost',
  flags:
    'A function without a dead-letter queue or topic whose role may send nowhere, so that no destination for failures can work by it: ' +
    `the role is allowed none of ${SENDING.join(', ')}. Where it is allowed one, it is unknown whether there is a destination: Lambda has no list of ` +
    'them. Only events of asynchronous invocations are lost; for a function that is always invoked synchronously, or ' +
    'reads a queue or a stream, the finding can be accepted.',
  severity: 'info',
  rationale:
    'An event whose processing failed three times is dropped, and nothing but a metric says so: an order, an alarm, a log of an intrusion.',
  remediation: 'Give the function a destination for failures, such as a queue that somebody watches.',
  mappings: { cis: {}, securityHub: [], prowler: ['awslambda_function_no_dead_letter_queue'] },
  needs: ['functions', 'authorization-details'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const role = roleNameOf(textOf(facts.evidence, 'roleArn') ?? '');
    return `${functionIn(facts)} has no dead-letter queue, and role ${role} may not send failed events anywhere.`;
  },

  remediate(facts) {
    return remediation(
      'Make a queue, let the role send to it (sqs:SendMessage on its ARN), then name it as the destination; an alarm on its length tells of failures. A ' +
        'function that nobody invokes asynchronously needs none.',
      [
        functionCommand(facts, 'put-function-event-invoke-config', {
          'destination-config': JSON.stringify({ OnFailure: { Destination: '<ARN of the queue>' } }),
        }),
      ],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { roleArn, arn } = lambda;
  if (lambda.deadLetterTargetArn !== null) return pass;
  const role = executionRole(context, roleArn);
  if (role === null) return unknown(roleUnread(context, roleArn), arn);
  const doubt = sendingIn(context)(role).mayHaveDestination;
  return doubt === null ? functionFinding(context, lambda, { roleArn }) : unknown(doubt, arn);
}

/** Judged once for all functions that share a role. */
const sendingIn = oncePer((context: CheckContext) =>
  oncePer((role: RolePrincipal) => ({ mayHaveDestination: doubtOf(context, role) })),
);

/** Why functions with the role can have a destination that works; null: they cannot. */
function doubtOf({ account }: CheckContext, role: RolePrincipal): Unknown | null {
  const { holder, unread } = heldPolicies(account, role);
  const policies = holder.identity.map(({ policy }) => policy);
  const sending = SENDING.filter((action) => policies.some((policy) => allows(policy, action)));
  // Only a Deny or a boundary can take away what a text allows; to ask takes longer.
  const isLimited = holder.boundary !== undefined || policies.some((policy) => statementsOf(policy, 'Deny').length > 0);
  const permissions = isLimited ? effectivePermissions(holder) : null;
  const left = permissions === null ? sending : sending.filter((action) => permissions.of(action).grants.length > 0);
  if (left.length > 0) {
    const reason = `Lambda lists no destinations, and its role is allowed ${left.join(', ')}.`;
    return { code: 'not-collected', reason };
  }
  const [reason] = unread.flatMap(({ document }) => unreadReason(document) ?? []);
  return reason ?? null;
}

function allows(policy: PolicyDocument, action: string): boolean {
  const asked = { action: action.toLowerCase(), actionNumber: catalogue.actionNumber(action) };
  return statementsOn(policy, 'Allow', asked).length > 0;
}
