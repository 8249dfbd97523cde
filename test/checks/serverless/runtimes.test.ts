import { Runtime } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { runtimes } from '../../../lib/checks/serverless/runtimes.ts';

describe('runtimes', () => {
  it.each(Object.values(Runtime))('has %s, with days that are days', (runtime) => {
    const known = runtimes.of(runtime);
    if (known === undefined) throw new TypeError(`the table lacks ${runtime}`);
    const days = Object.values(known).filter((day) => day !== null);
    expect(days.map((day) => new Date(day).toISOString().slice(0, 10))).toEqual(days);
  });
});
