import type { DeserializeMiddleware, MiddlewareStack } from '@smithy/types';
import { z } from 'zod';
import type { DiagnosisLine } from './diagnosis.ts';

/** AWS refuses requests that are signed further off than this (IAM User Guide, "Signature Version 4"). */
const MAX_SKEW_MS = 5 * 60_000;
const NOTICEABLE_SKEW_MS = 60_000;

/** The part of an HTTP answer that tells AWS's time; also an answer that refuses has it. */
const datedResponse = z.object({ headers: z.object({ date: z.string() }) });

/** Compares this machine's clock with AWS's. */
export class ClockWatch {
  #skewMs: number | null = null;

  /** How far this machine is ahead of AWS, in milliseconds, good to a second; null before any answer. */
  get skewMs(): number | null {
    return this.#skewMs;
  }

  /** Looks at the answers to a client from now on; the first with a date counts. */
  watch<Input extends object, Output extends object>(
    client: { readonly middlewareStack: MiddlewareStack<Input, Output> },
    clock: () => Date,
  ): void {
    const look: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
      const sentAtMs = clock().getTime();
      const answer = await next(args);
      const dated = datedResponse.safeParse(answer.response);
      if (dated.success) this.#note((sentAtMs + clock().getTime()) / 2, Date.parse(dated.data.headers.date));
      return answer;
    };
    // Beneath the deserializer, which throws when the answer is an error.
    client.middlewareStack.add(look, { step: 'deserialize', name: 'clockWatch', priority: 'low' });
  }

  /** Whether the skew is so large that AWS refuses what is signed by this clock. */
  get isRefused(): boolean {
    return this.#skewMs !== null && Math.abs(this.#skewMs) > MAX_SKEW_MS;
  }

  line(): DiagnosisLine {
    if (this.#skewMs === null) return { topic: 'clock', status: 'unknown', text: 'AWS has not told its time' };
    const sizeMs = Math.abs(this.#skewMs);
    if (sizeMs <= NOTICEABLE_SKEW_MS)
      return { topic: 'clock', status: 'ok', text: `${Math.round(sizeMs / 1000)} s off AWS's` };
    const direction = this.#skewMs > 0 ? 'ahead of' : 'behind';
    const minutes = (sizeMs / 60_000).toFixed(1);
    return {
      topic: 'clock',
      status: this.isRefused ? 'fail' : 'warn',
      text: `the clock of this machine is ${minutes} minutes ${direction} AWS's, which refuses what is signed more than 5 minutes off; set it right`,
    };
  }

  #note(localMs: number, awsMs: number): void {
    if (!Number.isNaN(awsMs)) this.#skewMs ??= localMs - awsMs;
  }
}
