import type { Evidence, Resource, Severity } from '../../findings/finding.ts';
import { parseArn } from '../../policy/arn.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { CheckContext, Facts, Verdict } from '../check.ts';
import type { Command } from '../commands.ts';
import { eachRead } from '../inventory.ts';
import { resourceOf } from '../resources.ts';

export function functionsOf({ account }: CheckContext): readonly LambdaFunction[] {
  return account.snapshot.functions?.items ?? [];
}

/** The verdict on each function, and that there can be others where a Region did not answer. */
export function eachFunction(context: CheckContext, judge: (lambda: LambdaFunction) => Verdict): Iterable<Verdict> {
  return eachRead(context, 'functions', functionsOf(context), judge);
}

export function functionResource(context: CheckContext, { arn, name }: LambdaFunction): Resource {
  return resourceOf(context, 'AWS::Lambda::Function', arn, name);
}

export function functionFinding(
  context: CheckContext,
  lambda: LambdaFunction,
  evidence: Evidence,
  severity?: Severity,
): Extract<Verdict, { verdict: 'finding' }> {
  const resource = functionResource(context, lambda);
  return { verdict: 'finding', resource, evidence, ...(severity && { severity }) };
}

/** `Function orders of eu-west-1`, as sentences begin. */
export function functionIn({ resource }: Facts): string {
  return `Function ${resource.name} of ${parseArn(resource.arn)?.region ?? 'an unknown Region'}`;
}

/** A call about the function, to its own Region. */
export function functionCommand({ resource }: Facts, operation: string, options: Command['options'] = {}): Command {
  return {
    call: `lambda ${operation}`,
    options: { 'function-name': resource.name, ...options, ...regionOf(resource) },
  };
}

/** The option that names the Region of a regional resource. */
export function regionOf({ arn }: Pick<Resource, 'arn'>): Command['options'] {
  const region = parseArn(arn)?.region;
  return region ? { region } : {};
}
