import {
  PolicyType,
  type ValidatePolicyCommandInput,
  type ValidatePolicyFinding,
  type ValidatePolicyResponse,
} from '@aws-sdk/client-accessanalyzer';
import type { AccountSpec } from '../account-file.ts';
import { checkedPageSize, failedConstraint } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { PAGE_SIZES } from './naming.ts';

/** What the account file says of a document. */
export type PolicyValidation = AccountSpec['policyValidations'][string];

/**
 * ValidatePolicy: what the account file says of the document, wherever in the account it is. The sandbox validates nothing
 * by itself but that it is JSON.
 */
export function validatePolicy(call: Call<HandlerInput<ValidatePolicyCommandInput>>): ValidatePolicyResponse {
  const { policyDocument, policyType, validatePolicyResourceType, maxResults, nextToken: token } = call.input;
  const types = Object.values(PolicyType);
  if (!types.includes(policyType)) {
    throw failedConstraint('policyType', policyType, `Member must satisfy enum value set: [${types.join(', ')}]`);
  }
  if (validatePolicyResourceType !== undefined && policyType !== PolicyType.RESOURCE_POLICY) {
    throw new AwsError('ValidationException', 'validatePolicyResourceType is for policies of type RESOURCE_POLICY.');
  }
  const pageSize = checkedPageSize(maxResults, PAGE_SIZES);
  const found = findingsIn(policyDocument, call.account.policyValidations);
  const { items, nextToken } = pageOf({
    items: found.map((finding, index) => ({ finding, key: String(index).padStart(6, '0') })),
    keyOf: ({ key }) => key,
    pageSize,
    pageLimit: call.account.behaviour.pageLimit,
    token,
    invalidTokenCode: 'ValidationException',
  });
  return { findings: items.map(({ finding }) => finding), nextToken };
}

/** The file's validations by the text of the documents that they are about. Refuses a name that no policy has. */
export function policyValidations(spec: AccountSpec, where: string): ReadonlyMap<string, PolicyValidation> {
  const validations = new Map<string, PolicyValidation>();
  for (const [name, findings] of Object.entries(spec.policyValidations)) {
    const texts = documentsOf(spec, name).map(textOf);
    if (texts.length === 0)
      refuse(`${where}.policyValidations`, `there is no policy or role "${name}" in this account`);
    for (const text of texts) validations.set(text, findings);
  }
  return validations;
}

type Document = AccountSpec['roles'][number]['trust'];

function documentsOf({ policies, users, groups, roles }: AccountSpec, name: string): readonly Document[] {
  return [
    ...policies.filter((policy) => policy.name === name).map(({ document }) => document),
    ...[...users, ...groups, ...roles].flatMap(({ inline }) => inlineNamed(inline, name)),
    ...roles.filter((role) => role.name === name).map(({ trust }) => trust),
  ];
}

function inlineNamed(inline: Readonly<Record<string, Document>>, name: string): readonly Document[] {
  const document = Object.hasOwn(inline, name) ? inline[name] : undefined;
  return document === undefined ? [] : [document];
}

function textOf(document: Document): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

function findingsIn(
  policyDocument: string,
  validations: ReadonlyMap<string, PolicyValidation>,
): readonly ValidatePolicyFinding[] {
  const text = normalised(policyDocument);
  if (text === null) {
    return [findingOf({ type: 'ERROR', code: 'JSON_SYNTAX_ERROR', details: 'Fix the JSON syntax error.', path: [] })];
  }
  return validations.get(text)?.map(findingOf) ?? [];
}

/** Without the white space that means nothing; null for what is no JSON. */
function normalised(policyDocument: string): string | null {
  try {
    return JSON.stringify(JSON.parse(policyDocument));
  } catch {
    return null;
  }
}

function findingOf({ type, code, details, path }: PolicyValidation[number]): ValidatePolicyFinding {
  const nowhere = { line: 1, column: 0, offset: 0 };
  return {
    findingType: type,
    issueCode: code,
    findingDetails: details,
    learnMoreLink: `https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#${code.toLowerCase()}`,
    locations: [
      {
        path: path.map((part) => (typeof part === 'number' ? { index: part } : { value: part })),
        span: { start: nowhere, end: nowhere },
      },
    ],
  };
}
