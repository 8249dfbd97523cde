import { z } from 'zod';

/** An instant, or an age that is counted from the sandbox's clock. */
export const time = z
  .string()
  .regex(/^([+-]\d+(\.\d+)?[mhd]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)$/, 'an instant, or an age such as -3d');
export const name = z.string().min(1);
export const accountId = z.string().regex(/^\d{12}$/);
/** Written as in AWS; a string is text that need not be JSON, to try how broken documents are taken. */
export const document = z.union([z.record(z.string(), z.json()), z.string()]);
