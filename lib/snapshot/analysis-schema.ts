import { z } from 'zod';
import { instant } from './instant-schema.ts';

/*
 * What AWS's own analysis says: IAM Access Analyzer and ValidatePolicy.
 */

export const analyzerFinding = z.strictObject({
  id: z.string(),
  /** AWS's word, for example `UnusedIAMRole`. */
  type: z.string(),
  /** ARN; null: AWS did not name it. */
  resource: z.string().nullable(),
  /** AWS's word, for example `AWS::IAM::Role`. */
  resourceType: z.string(),
  /** Of findings about access from outside: whether everybody has it. null for other findings. */
  isPublic: z.boolean().nullable(),
  /** Why the analyzer could not look at the resource; null: it could. */
  error: z.string().nullable(),
  createdAt: instant,
});

/** Where a policy document is: a managed policy, an inline policy, or the trust policy of a role. */
export const policyReference = z.union([
  z.strictObject({ policyArn: z.string() }),
  z.strictObject({ inlinePolicy: z.strictObject({ entityArn: z.string(), name: z.string() }) }),
  z.strictObject({ trustPolicyOf: z.string() }),
]);

export const validationIssue = z.strictObject({
  /** AWS's warnings and suggestions, which are about style, are not kept. */
  type: z.enum(['ERROR', 'SECURITY_WARNING']),
  /** AWS's issue code, for example `PASS_ROLE_WITH_STAR_IN_RESOURCE`. */
  code: z.string(),
  message: z.string(),
  /** JSON Pointers (RFC 6901) to the places in the document. */
  pointers: z.array(z.string()),
});
