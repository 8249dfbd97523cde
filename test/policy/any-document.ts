import fc from 'fast-check';

const actionPattern = fc.oneof(
  fc.constantFrom(
    '*',
    '*:*',
    's3:*',
    's3:Get*',
    'S3:getobject',
    'iam:PassRole',
    'sts:AssumeRole*',
    's3:GetObjekt',
    'new:*',
    's*:Get*',
  ),
  fc.string({ unit: fc.constantFrom('s', '3', ':', '*', '?', 'G'), maxLength: 8 }),
);
const resourcePattern = fc.oneof(
  fc.constantFrom(
    '*',
    'arn:aws:s3:::reports/*',
    'arn:aws:s3:::reports/2026/*',
    'arn:aws:sqs:eu-west-1:111122223333:orders',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    'arn:aws:s3:::home/${aws:username}/*',
  ),
  fc.string({ unit: fc.constantFrom('a', 'r', 'n', ':', '*', '?', '$', '{', '}'), maxLength: 12 }),
);
const oneOrMore = (pattern: fc.Arbitrary<string>) => fc.oneof(pattern, fc.array(pattern, { maxLength: 4 }));
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringNotLike', 'ForAnyValue:StringLike', 'BoolIfExists', 'Null'),
  fc.dictionary(
    fc.constantFrom('aws:RequestedRegion', 'aws:MultiFactorAuthPresent', 'AWS:requestedregion'),
    oneOrMore(fc.constantFrom('eu-west-1', 'ca-west-1', 'true', '*')),
  ),
);

const part = (name: string, values: fc.Arbitrary<unknown>) => values.map((value) => [name, value] as const);

/** A statement that follows the grammar. */
export const anyStatement: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    part('Effect', fc.constantFrom('Allow', 'Deny')),
    fc.oneof(part('Action', oneOrMore(actionPattern)), part('NotAction', oneOrMore(actionPattern))),
    fc.oneof(part('Resource', oneOrMore(resourcePattern)), part('NotResource', oneOrMore(resourcePattern))),
    fc.oneof(fc.constant(['Sid', 'Some'] as const), part('Condition', condition)),
  )
  .map((parts) => Object.fromEntries(parts));

/** Names and values of the grammar in all the wrong places, and whatever else JSON can hold. */
export const anyDocument: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; policy: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>('*', 'Allow', 'Deny', 's3:GetObject', null, 1, -0.5, 1e300, true, '', [], {}),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'Version',
          'Statement',
          'Effect',
          'Action',
          'NotAction',
          'Resource',
          'NotResource',
          'Principal',
          'AWS',
        ),
        fc.constantFrom('Condition', 'StringEquals', 'effect', '__proto__', 'constructor', 'toString'),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
    anyStatement,
  ),
  policy: fc.oneof(
    tie('value'),
    fc.jsonValue(),
    fc.record({ Version: tie('value'), Statement: tie('value') }),
    fc.record({ Statement: fc.array(fc.oneof(anyStatement, tie('value')), { maxLength: 4 }) }),
  ),
})).policy;
