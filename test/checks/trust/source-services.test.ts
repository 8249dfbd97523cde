import { describe, expect, it } from 'vitest';
import { sendsSource } from '../../../lib/checks/trust/source-services.ts';

describe('sendsSource', () => {
  it.each([
    'states.amazonaws.com',
    'states.eu-west-1.amazonaws.com',
    'dms.us-gov-east-1.amazonaws.com',
    'logs.cn-north-1.amazonaws.com.cn',
    'monitoring.rds.amazonaws.com',
  ])('knows %s', (service) => {
    expect(sendsSource(service)).toBe(true);
  });

  it.each([
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'cloudformation.amazonaws.com',
    'states.amazonaws.com.example',
    'ops.states.amazonaws.com',
    'states',
    '',
  ])('says nothing of %s', (service) => {
    expect(sendsSource(service)).toBe(false);
  });
});
