import { composition, naming } from './compose.ts';
import type { Composition, When } from './meaning.ts';

/*
 * Policies that allow more than their authors thought of.
 */

const overTls = { Bool: { 'aws:SecureTransport': 'true' } };
const onTagged = { StringEquals: { 'aws:ResourceTag/stage': 'test' } };

/** All resources but those that came to mind. */
export function allBut(when: When): Composition {
  const statement = {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    NotResource: ['arn:aws:s3:::payroll/*', 'arn:aws:s3:::audit-logs/*'],
    ...(when === 'under conditions' && { Condition: overTls }),
  };
  return composition([statement], {
    grants: naming(['s3']),
    boundless: [{ statement: 0, actions: statement.Action, when }],
    wide: [{ what: 'all resources but', service: 's3', when }],
  });
}

/** Wildcards over what should be named, or what looks like one. */
export const wildcards: readonly Composition[] = [
  sensitive('iam', 'iam:Put*', 'all', 'always'),
  sensitive('iam', 'iam:Attach*', 'all', 'under conditions'),
  {
    ...sensitive(
      'kms',
      'kms:*',
      'some',
      'always',
      'arn:aws:kms:eu-west-1:111122223333:key/5f9c2c1e-0c8e-4a8f-9a5b-2f0d7c1b9e42',
    ),
    confinedTo: ['eu-west-1'],
  },
  sensitive('s3', 's3:*', 'some', 'always', ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*']),
  sensitive('s3', 's3:*', 'some', 'under conditions', ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*']),
  harmless('iam', ['iam:Get*', 'iam:List*']),
  harmless('kms', ['kms:Describe*', 'kms:List*']),
  harmless('s3', ['s3:*'], onTagged),
];

function sensitive(
  service: string,
  pattern: string,
  on: 'all' | 'some',
  when: When,
  resource: string | readonly string[] = '*',
): Composition {
  const condition = when === 'under conditions' ? { Condition: overTls } : {};
  return composition([{ Effect: 'Allow', Action: [pattern], Resource: resource, ...condition }], {
    grants: naming([service]),
    boundless: on === 'all' ? [{ statement: 0, actions: [pattern], when }] : [],
    wide: [{ what: 'sensitive actions', service, on, when }],
  });
}

function harmless(service: string, actions: readonly string[], condition?: object): Composition {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*', ...(condition && { Condition: condition }) };
  const when = condition ? 'under conditions' : 'always';
  return composition([statement], { grants: naming([service]), boundless: [{ statement: 0, actions, when }] });
}
