import { describe, expect, it } from 'vitest';
import { namespaces } from '../../../lib/sandbox/iam/catalogue.ts';
import { grantedServices, grantsAction, readGrants } from '../../../lib/sandbox/iam/grants.ts';

const on = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Resource: '*', ...statement }] });
const allow = (...actions: string[]) => on({ Effect: 'Allow', Action: actions });
const deny = (...actions: string[]) => on({ Effect: 'Deny', Action: actions });

const servicesOf = (...documents: unknown[]) => grantedServices(documents.map(readGrants));

describe('grantedServices', () => {
  it('lists the services that allowed actions name, sorted', () => {
    expect(servicesOf(allow('sqs:SendMessage', 's3:Get*', 'dynamodb:*'))).toEqual(['dynamodb', 's3', 'sqs']);
  });

  it('lists every service for a star', () => {
    expect(servicesOf(allow('*'))).toEqual(namespaces);
    expect(servicesOf(allow('*:*'))).toEqual(namespaces);
  });

  it('takes a prefix without regard to case, and with wildcards', () => {
    expect(servicesOf(allow('S3:GetObject'))).toEqual(['s3']);
    expect(servicesOf(allow('dynamo*:GetItem'))).toEqual(['dynamodb']);
  });

  it('takes single values where a list may stand', () => {
    const document = { Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } };
    expect(servicesOf(document)).toEqual(['kms']);
  });

  it('leaves out a service that is not in the catalogue', () => {
    expect(servicesOf(allow('nosuchservice:Do', 'ec2:Describe*'))).toEqual(['ec2']);
  });

  it('reads NotAction as everything else, of which a service is only missing as a whole', () => {
    const services = servicesOf(on({ Effect: 'Allow', NotAction: ['iam:*', 's3:DeleteBucket'] }));
    expect(services).toEqual(namespaces.filter((namespace) => namespace !== 'iam'));
  });

  it('takes away what is denied as a whole, on everything and always', () => {
    expect(servicesOf(allow('s3:*', 'ec2:*'), deny('ec2:*'))).toEqual(['s3']);
    expect(servicesOf(allow('s3:*', 'ec2:*'), deny('*'))).toEqual([]);
    expect(servicesOf(allow('s3:*', 'ec2:*'), on({ Effect: 'Deny', NotAction: 's3:GetObject' }))).toEqual(['s3']);
  });

  it.each([
    ['some actions', { Action: 'ec2:Run*' }],
    ['some resources', { Action: 'ec2:*', Resource: 'arn:aws:ec2:*:*:instance/i-0abc' }],
    ['a condition', { Action: 'ec2:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }],
  ])('keeps what is denied for %s only', (_, statement) => {
    expect(servicesOf(allow('ec2:*'), on({ Effect: 'Deny', ...statement }))).toEqual(['ec2']);
  });

  it('grants nothing by denies alone', () => {
    expect(servicesOf(deny('s3:*'))).toEqual([]);
  });

  it.each([
    ['text', 'not a policy'],
    ['nothing', undefined],
    ['a list', []],
    ['no statement', { Version: '2012-10-17' }],
    ['statements of other types', { Statement: ['Allow', 7, null, [{ Effect: 'Allow', Action: '*' }]] }],
    ['actions of other types', { Statement: [{ Effect: 'Allow', Action: [{ s3: '*' }, 7], Resource: '*' }] }],
    ['another effect', { Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] }],
  ])('grants nothing by %s', (_, document) => {
    expect(servicesOf(document)).toEqual([]);
  });
});

describe('grantsAction', () => {
  it.each([
    [[allow('s3:List*')], 's3:ListAllMyBuckets', true],
    [[allow('s3:List*')], 's3:CreateBucket', false],
    [[on({ Effect: 'Allow', NotAction: 's3:Create*' })], 's3:CreateBucket', false],
    [[on({ Effect: 'Allow', NotAction: 's3:Create*' })], 's3:ListAllMyBuckets', true],
    [[allow('s3:*'), deny('s3:Create*')], 's3:CreateBucket', false],
  ])('reads %j for %s as %s', (documents, action, expected) => {
    expect(grantsAction(documents.map(readGrants), action)).toBe(expected);
  });
});
