import { ACCOUNT_ID, entityArn } from '../builders/naming.ts';
import type { DocumentSpec } from '../builders/specs.ts';

type Texts = string | readonly string[];
type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** Policies of one statement, as tests of escalation write them. */
export function allowing(actions: Texts, resources: Texts = '*', conditions?: Conditions): DocumentSpec {
  return policyOf('Allow', actions, resources, conditions);
}

export function denying(actions: Texts, resources: Texts = '*', conditions?: Conditions): DocumentSpec {
  return policyOf('Deny', actions, resources, conditions);
}

function policyOf(effect: 'Allow' | 'Deny', actions: Texts, resources: Texts, conditions?: Conditions): DocumentSpec {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: effect,
        Action: [actions].flat(),
        Resource: [resources].flat(),
        ...(conditions && { Condition: structuredClone(conditions) }),
      },
    ],
  };
}

export const EVERYTHING = allowing('*');

export function trusting(
  principal: Readonly<Record<string, string | string[]>>,
  conditions?: Conditions,
): DocumentSpec {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal,
        Action: 'sts:AssumeRole',
        ...(conditions && { Condition: structuredClone(conditions) }),
      },
    ],
  };
}

export const ACCOUNT_ROOT = `arn:aws:iam::${ACCOUNT_ID}:root`;

export const userArn = (name: string): string => entityArn('user', '/', name);
export const roleArn = (name: string): string => entityArn('role', '/', name);
export const groupArn = (name: string): string => entityArn('group', '/', name);
export const policyArnOf = (name: string): string => `arn:aws:iam::${ACCOUNT_ID}:policy/${name}`;
