import { AwsError } from '../../../lib/sandbox/operation.ts';
import type { Sandbox } from '../../../lib/sandbox/server.ts';
import type { Operation, ServiceDefinition } from '../../../lib/sandbox/service.ts';
import { aSandbox } from '../a-sandbox.ts';

/** A text with everything that a codec may trip over. */
export const awkward = 'a&b <c> "d" \'e\' ü 日本 \u{1F600}\r\n\ttab + % / = \u2028';
export const instant = new Date('2026-03-02T04:15:00.000Z');

/** Serves, in the place of the sandbox's own, one service made of these operations. */
export function serving(service: Omit<ServiceDefinition, 'operations'>, ...operations: Operation[]): Promise<Sandbox> {
  return aSandbox({ services: [{ ...service, operations }] });
}

/** A handler that answers an error. */
export function failing(code: string, status?: number): () => never {
  return () => {
    throw new AwsError(code, 'It went wrong.', status);
  };
}
