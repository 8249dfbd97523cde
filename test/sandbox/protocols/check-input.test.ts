import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../lib/sandbox/protocols/check-input.ts';
import { operation } from '../../../lib/sandbox/service.ts';

const putParameter = operation(PutParameterCommand, () => ({}));
const putMetricData = operation(PutMetricDataCommand, () => {});
const simulate = operation(SimulateCustomPolicyCommand, () => ({}));
const putObject = operation(PutObjectCommand, () => ({}));
const parameter = { Name: '/a', Value: 'b' };

describe('checkInput', () => {
  it.each([
    ['what is required and nothing else', putParameter, parameter],
    ['everything', putParameter, { ...parameter, Overwrite: false, Tags: [{ Key: 'a', Value: 'b' }] }],
    ['null for what may be left out', putParameter, { ...parameter, Description: null }],
    [
      'instants and numbers',
      putMetricData,
      { Namespace: 'a', MetricData: [{ MetricName: 'b', Timestamp: new Date(0), Values: [1] }] },
    ],
    ['bytes', putObject, { Bucket: 'a', Key: 'b', Body: new Uint8Array(), Metadata: { a: 'b' } }],
  ])('takes %s', (_what, { schema }, input) => {
    expect(checkInput(schema[4], input)).toBeUndefined();
  });

  it.each([
    ['a required member', 'name', putParameter, { Value: 'b' }],
    ['a required member that is null', 'value', putParameter, { Name: '/a', Value: null }],
    [
      'a required member further in',
      'tags.1.key',
      putParameter,
      { ...parameter, Tags: [{ Key: 'a', Value: 'b' }, { Value: 'b' }] },
    ],
  ])('misses %s', (_what, member, { schema }, input) => {
    expect(checkInput(schema[4], input)).toEqual({ kind: 'missingMember', member });
  });

  it.each([
    ['a number for a text', 'value', putParameter, { ...parameter, Value: 7 }],
    ['a text for a flag', 'overwrite', putParameter, { ...parameter, Overwrite: 'yes' }],
    ['a text for a number', 'maxItems', simulate, { PolicyInputList: [], ActionNames: [], MaxItems: '7' }],
    ['what is no number', 'maxItems', simulate, { PolicyInputList: [], ActionNames: [], MaxItems: Number.NaN }],
    [
      'what is no instant',
      'metricData.0.timestamp',
      putMetricData,
      { Namespace: 'a', MetricData: [{ MetricName: 'b', Timestamp: new Date('never') }] },
    ],
    ['a list for a structure', 'tags.0', putParameter, { ...parameter, Tags: [[]] }],
    ['a structure for a list', 'tags', putParameter, { ...parameter, Tags: {} }],
    ['a hole in a list', 'policyInputList.1', simulate, { PolicyInputList: ['{}', null], ActionNames: [] }],
    ['a text for bytes', 'body', putObject, { Bucket: 'a', Key: 'b', Body: 'c' }],
    ['a number in a map', 'metadata.run', putObject, { Bucket: 'a', Key: 'b', Metadata: { run: 7 } }],
    ['a list for everything', '', putParameter, []],
  ])('refuses %s', (_what, member, { schema }, input) => {
    expect(checkInput(schema[4], input)).toEqual({ kind: 'malformed', member });
  });
});
