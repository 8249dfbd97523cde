import { Runtime } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { runtimes } from '../../../lib/checks/serverless/runtimes.ts';

describe('runtimes', () => {
  it.each(Object.values(Runtime))('has %s, with days that are days', (runtime) => {
    const known = runtimes.of(runtime);
    expect(known).toBeDefined();
    for (const day of Object.values(known ?? {})) {
      if (day !== null) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }
  });
});
