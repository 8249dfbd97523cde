import { z } from 'zod';

/** Days without use; AWS remembers 400. */
export const unusedDays = z.int().min(1).max(400);
export const graceDays = z.int().min(0).max(365);

const pattern = (start: RegExp, accepted: string) => z.string().max(2048).regex(start, `accepted is ${accepted}`);

const match = z
  .strictObject({
    tag: z
      .strictObject({
        key: z.string().min(1).max(128).describe('Key of the tag, in the case in which it is written.'),
        value: z.string().max(256).optional().describe('Its value; left out, any.'),
      })
      .optional()
      .describe('A tag of the user or role.'),
    path: pattern(/^[/*]/, 'a path such as /jobs/*, in which * stands for any characters')
      .optional()
      .describe('Its path; `*` stands for any characters and `?` for one.'),
    arn: pattern(/^arn:/, 'an ARN, in which * stands for any characters')
      .optional()
      .describe('Its ARN; `*` stands for any characters and `?` for one.'),
  })
  .refine((fields) => Object.values(fields).some((field) => field !== undefined), {
    error: 'accepted are tag, path and arn, of which at least one has to be there',
  })
  .describe('Whom it is for: all that is named has to fit.');

/** Thresholds of some principals, and whose: jobs that run once a quarter are not unused after 90 days. */
export const thresholdSchema = z
  .strictObject({
    match,
    unusedAfterDays: unusedDays.optional().describe('In the place of `unusedAfterDays`.'),
    credentialUnusedAfterDays: unusedDays.optional().describe('In the place of `credentialUnusedAfterDays`.'),
    graceDays: graceDays.optional().describe('In the place of `graceDays`.'),
    reason: z.string().trim().min(1).max(500).optional().describe('Why; findings say it.'),
  })
  .refine((fields) => [fields.unusedAfterDays, fields.credentialUnusedAfterDays, fields.graceDays].some(isSet), {
    error:
      'accepted are unusedAfterDays, credentialUnusedAfterDays and graceDays, of which at least one has to be there',
  });

function isSet(days: number | undefined): boolean {
  return days !== undefined;
}

export type Threshold = Readonly<z.output<typeof thresholdSchema>>;
