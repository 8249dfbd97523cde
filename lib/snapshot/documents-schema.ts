import { z } from 'zod';

/**
 * A policy document as read: any JSON value (nobody has checked its grammar), or why its text was not JSON.
 * Wrapped, so that no document can pretend to be the error.
 */
export const storedDocument = z.union([z.strictObject({ json: z.json() }), z.strictObject({ unreadable: z.string() })]);
