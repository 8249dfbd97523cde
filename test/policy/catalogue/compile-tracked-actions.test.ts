import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileTrackedActions } from '../../../lib/policy/catalogue/compile-tracked-actions.ts';
import { readTrackedActions, trackedActions } from '../../../lib/policy/catalogue/tracked-actions.ts';

/** An action as AWS's service reference has it. */
const action = (Name: string, isTracked: boolean) => ({
  Name,
  ActionConditionKeys: ['aws:RequestedRegion'],
  Annotations: { Properties: { IsList: false, IsPermissionManagement: false, IsTaggingOnly: false, IsWrite: true } },
  Resources: [{ Name: 'queue' }],
  SupportedBy: { 'IAM Access Analyzer Policy Generation': isTracked, 'IAM Action Last Accessed': isTracked },
});
const service = (Name: string, Actions: readonly object[]) =>
  JSON.stringify({ Name, Actions, ConditionKeys: [], Operations: [], Resources: [], Version: 'v1.4' });

const index = JSON.stringify([
  { service: 'sqs', url: 'https://servicereference.us-east-1.amazonaws.com/v1/sqs/sqs.json' },
]);
const sqs = service('sqs', [
  action('SendMessage', false),
  action('DeleteQueue', true),
  action('CreateQueue', true),
  action('ReceiveMessage', false),
]);
const executeApi = service('execute-api', [action('Invoke', false)]);

describe('compileTrackedActions', () => {
  it('takes the actions whose last use AWS tracks, in an order of its own', () => {
    const files = new Map([
      ['sqs.json', sqs],
      ['index.json', index],
      ['execute-api.json', executeApi],
    ]);
    const compiled = compileTrackedActions(files, '2026-08-01');
    expect(compiled).toEqual({ asOf: '2026-08-01', services: { 'execute-api': '', sqs: 'CreateQueue DeleteQueue' } });
    expect(Object.keys(compiled.services)).toEqual(['execute-api', 'sqs']);
  });

  it.each([
    ['not JSON', '<html>', /^page\.json is not JSON$/],
    ['something else', '{"actions": []}', /^page\.json is no file of AWS's service reference: /],
    [
      'an action without its support',
      '{"Name":"sqs","Actions":[{"Name":"CreateQueue"}]}',
      /no file of AWS's service reference/,
    ],
  ])('refuses a file that is %s', (_, text, message) => {
    expect(() => compileTrackedActions(new Map([['page.json', text]]), '2026-08-01')).toThrow(message);
  });

  it('refuses a day that is none', () => {
    expect(() => compileTrackedActions(new Map([['sqs.json', sqs]]), 'yesterday')).toThrow('yesterday is no day');
  });

  it('refuses a service that is there twice', () => {
    const files = new Map([
      ['a.json', sqs],
      ['b.json', sqs],
    ]);
    expect(() => compileTrackedActions(files, '2026-08-01')).toThrow('b.json is about sqs, and so is another file');
  });
});

describe('readTrackedActions', () => {
  const table = readTrackedActions({
    asOf: '2026-08-01',
    services: { 'execute-api': '', sqs: 'CreateQueue DeleteQueue' },
  });

  it('tells services without tracked actions from those of which nothing is known', () => {
    expect(table?.of('SQS')).toEqual(['CreateQueue', 'DeleteQueue']);
    expect(table?.of('execute-api')).toEqual([]);
    expect(table?.of('constructor')).toBeNull();
  });

  it('has nothing to say in the repository', async () => {
    const committed = await readFile('lib/policy/catalogue/tracked-actions.generated.json', 'utf8');
    expect(JSON.parse(committed)).toEqual({ asOf: null, services: {} });
    expect(trackedActions).toBeNull();
  });
});
