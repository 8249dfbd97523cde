import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';

const numberOf = (action: string) => catalogue.actionNumber(action) ?? -1;

describe('catalogue', () => {
  it('numbers every action once and names it again in the spelling of AWS', () => {
    let next = 0;
    for (const service of catalogue.services()) {
      const range = catalogue.actionsOfService(service);
      expect(range?.start).toBe(next);
      next = range?.end ?? next;
    }
    expect(next).toBe(catalogue.actionCount);
    for (let actionNumber = 0; actionNumber < catalogue.actionCount; actionNumber++) {
      expect(catalogue.actionNumber(catalogue.actionName(actionNumber))).toBe(actionNumber);
    }
  });

  it('finds actions and services in any case', () => {
    expect(catalogue.actionName(numberOf('S3:getobject'))).toBe('s3:GetObject');
    expect(catalogue.serviceName('S3')).toBe('Amazon S3');
    expect(catalogue.actionsOfService('IAM')).toEqual(catalogue.actionsOfService('iam'));
  });

  it.each(['s3', 's3:', 's3:GetObjekt', 'nosuchservice:Get', 'constructor:name', '__proto__:x', ''])(
    'knows no action %s',
    (action) => {
      expect(catalogue.actionNumber(action)).toBeNull();
    },
  );

  it('knows no namespace that only objects have', () => {
    expect(catalogue.serviceName('constructor')).toBeNull();
    expect(catalogue.actionsOfService('toString')).toBeNull();
    expect(catalogue.lowerCaseNames('__proto__')).toEqual([]);
  });

  it.each([
    ['s3:ListBucket', 'List'],
    ['s3:GetObject', 'Read'],
    ['s3:PutObject', 'Write'],
    ['s3:PutObjectTagging', 'Tagging'],
    ['s3:PutBucketPolicy', 'Permissions management'],
    ['iam:AttachRolePolicy', 'Permissions management'],
  ])('says that %s is %s', (action, level) => {
    expect(catalogue.accessLevel(numberOf(action))).toBe(level);
  });

  it('says which resources an action can be limited to', () => {
    expect(catalogue.supportsResources(numberOf('s3:ListAllMyBuckets'))).toBe(false);
    expect(catalogue.resourceTypes(numberOf('s3:ListAllMyBuckets'))).toEqual([]);
    expect(catalogue.supportsResources(numberOf('iam:PassRole'))).toBe(true);
    expect(catalogue.resourceTypes(numberOf('iam:PassRole'))).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are AWS's
      { name: 'role', arnFormats: ['arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}'], required: true },
    ]);
    expect(catalogue.resourceTypes(numberOf('ec2:RunInstances'))).toContainEqual(
      expect.objectContaining({ name: 'instance', required: true }),
    );
  });

  it.each([-1, catalogue.actionCount, 1.5, Number.NaN])('refuses %d as a number', (actionNumber) => {
    expect(() => catalogue.actionName(actionNumber)).toThrow(RangeError);
    expect(() => catalogue.accessLevel(actionNumber)).toThrow(RangeError);
  });
});
