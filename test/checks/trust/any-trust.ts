import fc from 'fast-check';
import type { StatementSpec } from './a-trust.ts';

const GITHUB = 'token.actions.githubusercontent.com';
const oneOrMore = (value: fc.Arbitrary<string>) => fc.oneof(value, fc.array(value, { maxLength: 3 }));

const principal: fc.Arbitrary<StatementSpec | string> = fc.oneof(
  fc.constant('*'),
  fc.dictionary(
    fc.constant('AWS'),
    oneOrMore(
      fc.constantFrom(
        '*',
        '999988887777',
        'arn:aws:iam::999988887777:root',
        'arn:aws:iam::999988887777:role/reader',
        'arn:aws:iam::111122223333:user/ada',
        'AROAEXAMPLEDELETED01X',
        'arn:aws:iam::*:role/x',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
        '${aws:username}',
      ),
    ),
  ),
  fc.record({ Service: oneOrMore(fc.constantFrom('states.amazonaws.com', 'ec2.amazonaws.com', '')) }),
  fc.record({
    Federated: oneOrMore(
      fc.constantFrom(
        `arn:aws:iam::111122223333:oidc-provider/${GITHUB}`,
        'arn:aws:iam::111122223333:saml-provider/okta',
        'cognito-identity.amazonaws.com',
        'accounts.google.com',
      ),
    ),
  }),
);

const action = oneOrMore(
  fc.constantFrom('sts:AssumeRole', 'sts:*', '*', 'STS:assumeRoleWith*', 'sts:TagSession', 'iam:*'),
);

const condition = fc.dictionary(
  fc
    .tuple(
      fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom('StringEquals', 'StringLike', 'StringNotLike', 'ArnLike', 'Null', 'IpAddress', 'Bool', 'Odd'),
      fc.constantFrom('', '', 'IfExists'),
    )
    .map((parts) => parts.join('')),
  fc.dictionary(
    fc.constantFrom(
      'sts:ExternalId',
      'aws:PrincipalOrgID',
      'AWS:principalarn',
      'aws:SourceAccount',
      'aws:SourceArn',
      'aws:SourceIp',
      `${GITHUB}:sub`,
      'SAML:aud',
      'cognito-identity.amazonaws.com:amr',
      'constructor',
      '__proto__',
    ),
    oneOrMore(
      fc.constantFrom(
        '*',
        'true',
        'nw-7',
        'o-a1b2c3d4e5',
        '111122223333',
        'arn:aws:iam::999988887777:role/*',
        'arn:aws:states:*:*:stateMachine:?',
        'arn:::::*',
        'repo:acme/*',
        'repo:acme*',
        '0.0.0.0/0',
        'authenticated',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
        '${aws:ResourceOrgID}',
        '${',
      ),
    ),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);

const partsOf = (Effect: 'Allow' | 'Deny'): fc.Arbitrary<StatementSpec> =>
  fc
    .record({
      who: fc.tuple(fc.constantFrom('Principal', 'Principal', 'NotPrincipal'), principal),
      what: fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), action),
      Condition: condition,
    })
    .map(({ who, what, Condition }) => ({ Effect, ...Object.fromEntries([who, what]), Condition }));

/** Statements of trust policies, with everything in them that the checks of trust look at, and what can be in its way. */
export const anyAllow: fc.Arbitrary<StatementSpec> = partsOf('Allow');
export const anyDeny: fc.Arbitrary<StatementSpec> = partsOf('Deny');
