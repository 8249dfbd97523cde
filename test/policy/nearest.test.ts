import { describe, expect, it } from 'vitest';
import { nearestAction, nearestService } from '../../lib/policy/nearest.ts';

describe('nearestAction', () => {
  it.each([
    ['s3:GetObjekt', 's3:GetObject'],
    ['s3:getobjet', 's3:GetObject'],
    ['s3:GteObject', 's3:GetObject'],
    ['ec2:RunInstance', 'ec2:RunInstances'],
    ['iam:PasRole', 'iam:PassRole'],
    ['dynamdb:GetItem', 'dynamodb:GetItem'],
    ['lamda:InvokeFunction', 'lambda:InvokeFunction'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearestAction(written)).toBe(meant);
  });

  it.each(['s3:MakeCoffee', 'nothinglikethis:DoThis', 'GetObject', '', `s3:${'a'.repeat(100_000)}`])(
    'has no idea what %.30s means',
    (written) => {
      expect(nearestAction(written)).toBeNull();
    },
  );
});

describe('nearestService', () => {
  it.each([
    ['lamda', 'lambda'],
    ['S3', 's3'],
    ['cloudwach', 'cloudwatch'],
    ['nothinglikethis', null],
  ])('takes %s for %s', (written, meant) => {
    expect(nearestService(written)).toBe(meant);
  });
});
