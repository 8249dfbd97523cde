import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../lib/checks/evaluate.ts';
import { checksOfPrincipals, principalsInQuestion } from '../../lib/checks/principals-in-question.ts';
import { checkById } from '../../lib/checks/registry.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import type { AccountBuilder } from '../builders/an-account.ts';
import { anAccount } from '../builders/an-account.ts';
import { NOW } from '../builders/time.ts';

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});

function inQuestion(story: AccountBuilder, severities: Configuration['severities'] = {}): readonly string[] {
  const context = {
    account: viewOf(story.build()),
    configuration: { ...defaultConfiguration, severities },
    now: NOW,
  };
  const { observations } = evaluateChecks(
    context,
    checksOfPrincipals.flatMap((id) => checkById(id) ?? []),
  );
  return principalsInQuestion(context, observations).map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
}

const story = anAccount()
  .withUser('old-admin-user', { keys: [{}], inline: { all: allow('*') }, used: {} })
  .withRole('old-admin', { inline: { all: allow('*') }, lastUsed: null })
  .withRole('old-reader', { inline: { read: allow('s3:GetObject') }, lastUsed: null })
  .withRole('old-riddle', { inline: { read: 'not json' }, lastUsed: null });

describe('principalsInQuestion', () => {
  it('has administrators, and then those of whom nobody can tell whether they are', () => {
    expect(inQuestion(story)).toEqual(['old-admin', 'old-riddle']);
  });

  it('has users and roles first whose findings are grave, as the operator has it', () => {
    const grave = { 'role-unused': 'high' } as const;
    expect(inQuestion(story.withRole('a-deputy', { lastUsed: null }), grave)).toEqual([
      'a-deputy',
      'old-admin',
      'old-reader',
      'old-riddle',
    ]);
  });

  it('has nobody where nothing grave is found', () => {
    expect(inQuestion(anAccount().withRole('old-reader', { lastUsed: null }))).toEqual([]);
  });
});
