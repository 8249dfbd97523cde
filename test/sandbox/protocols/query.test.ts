import {
  CreateOpenIDConnectProviderCommand,
  EntityAlreadyExistsException,
  type EvaluationResult,
  GetContextKeysForCustomPolicyCommand,
  IAMClient,
  ListUsersCommand,
  SimulateCustomPolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, instant, serving } from './one-service.ts';

describe('query', () => {
  const iam = { signingName: 'iam', protocols: ['query'] } as const;

  it('carries texts, lists, numbers, flags and instants both ways', async () => {
    const result: EvaluationResult = {
      EvalActionName: 's3:GetObject',
      EvalDecision: 'allowed',
      MissingContextValues: [],
      EvalDecisionDetails: { 'IAM Policy': 'allowed', [awkward]: 'implicitDeny' },
      MatchedStatements: [{ SourcePolicyId: awkward, StartPosition: { Line: 1, Column: 17 } }],
    };
    const seen: unknown[] = [];
    const sandbox = await serving(
      iam,
      operation(SimulateCustomPolicyCommand, ({ input }) => {
        seen.push(input);
        return {
          IsTruncated: true,
          Marker: awkward,
          EvaluationResults: [result],
        };
      }),
      operation(ListUsersCommand, () => ({
        Users: [
          { UserName: awkward, Path: '/', UserId: 'A', Arn: 'arn', CreateDate: instant, PasswordLastUsed: instant },
        ],
      })),
    );
    const client = new IAMClient(connectionTo(sandbox));
    const input = {
      PolicyInputList: [awkward, '{"Statement":[]}'],
      ActionNames: ['s3:GetObject'],
      ContextEntries: [
        {
          ContextKeyName: 'aws:MultiFactorAuthAge',
          ContextKeyValues: ['1', '2'],
          ContextKeyType: 'numericList' as const,
        },
        { ContextKeyName: awkward, ContextKeyValues: [] },
      ],
      MaxItems: 12,
    };
    const { EvaluationResults, IsTruncated, Marker } = await client.send(new SimulateCustomPolicyCommand(input));
    expect(seen).toEqual([input]);
    expect({ IsTruncated, Marker }).toEqual({ IsTruncated: true, Marker: awkward });
    expect(EvaluationResults).toEqual([result]);
    const { Users } = await client.send(new ListUsersCommand({}));
    expect(Users?.[0]).toMatchObject({ UserName: awkward, CreateDate: instant, PasswordLastUsed: instant });
  });

  it('keeps the order of lists beyond nine items, and empty lists', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      iam,
      operation(GetContextKeysForCustomPolicyCommand, ({ input }) => {
        seen.push(input.PolicyInputList);
        return { ContextKeyNames: [] };
      }),
    );
    const client = new IAMClient(connectionTo(sandbox));
    const PolicyInputList = Array.from({ length: 25 }, (_, index) => String(index));
    const { ContextKeyNames } = await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }));
    await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] }));
    expect([seen, ContextKeyNames]).toEqual([[PolicyInputList, []], []]);
  });

  it('answers an operation that answers nothing', async () => {
    const sandbox = await serving(
      iam,
      operation(TagRoleCommand, () => {}),
    );
    const tags = [{ Key: 'team', Value: awkward }];
    const { $metadata } = await new IAMClient(connectionTo(sandbox)).send(
      new TagRoleCommand({ RoleName: 'auditor', Tags: tags }),
    );
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
  });

  it('answers errors that the SDK knows by their wire codes', async () => {
    const sandbox = await serving(
      iam,
      operation(CreateOpenIDConnectProviderCommand, failing('EntityAlreadyExists', 409)),
    );
    const call = new IAMClient(connectionTo(sandbox)).send(
      new CreateOpenIDConnectProviderCommand({ Url: 'https://example.com' }),
    );
    await expect(call).rejects.toThrow(EntityAlreadyExistsException);
    await expect(call).rejects.toMatchObject({ message: 'It went wrong.', $metadata: { httpStatusCode: 409 } });
  });

  it('names a member that is missing, before a handler is called', async () => {
    const sandbox = await serving(iam, operation(TagRoleCommand, failing('NeverCalled')));
    const call = new IAMClient(connectionTo(sandbox)).send(new TagRoleCommand({ RoleName: undefined, Tags: [] }));
    await expect(call).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: Member must not be null",
    });
  });

  it('answers an action that it does not have', async () => {
    const sandbox = await serving(iam);
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidAction',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('answers a handler that fails with an error, not with silence', async () => {
    const sandbox = await serving(
      iam,
      operation(ListUsersCommand, () => {
        throw new TypeError('no such list');
      }),
    );
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InternalFailure',
      message: 'The embedded account failed: no such list',
    });
  });
});
