// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { describe, expect, it } from 'vitest';
import { evaluateCondition } from '../../../lib/policy/evaluate/condition.ts';
import { type ContextValues, RequestContext } from '../../../lib/policy/evaluate/context.ts';

const evaluate = (
  operator: string,
  values: string | readonly string[],
  key: string,
  given: ContextValues,
  isPartial = false,
) =>
  evaluateCondition({ operator, key, values: [values].flat() }, new RequestContext(given, {}, { isPartial }), {
    hasVariables: true,
  });
/** The condition on the key `k` for a request that has it with these values. */
const holds = (operator: string, values: string | readonly string[], given: string | readonly string[] | null) =>
  evaluate(operator, values, 'k', { k: given }).holds;

describe('evaluateCondition', () => {
  it.each<[string, string | readonly string[], string, boolean]>([
    // Conditions_String
    ['StringEquals', 'iamuser-admin', 'iamuser-admin', true],
    ['StringEquals', 'iamuser-admin', 'IAMUSER-ADMIN', false],
    ['StringEquals', 'iamuser-*', 'iamuser-admin', false],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', 'Admin', 'aDMIN', true],
    ['StringNotEqualsIgnoreCase', 'Admin', 'aDMIN', false],
    ['StringLike', ['t1.*', 't2.*'], 't2.micro', true],
    ['StringLike', 'T2.*', 't2.micro', false],
    ['StringLike', 'home/', 'home', false],
    ['StringNotLike', 'home/*', 'home/alice', false],
    // Conditions_Numeric
    ['NumericEquals', '10', '10.0', true],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericGreaterThan', '3600', '3601', true],
    ['NumericGreaterThanEquals', '3600', '36e2', true],
    ['NumericNotEquals', '1', '2', true],
    ['NumericLessThan', '10', 'few', false],
    // Conditions_Date
    ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:02Z', true],
    ['DateLessThan', '2020-01-01', '2019-12-31T23:59:59Z', true],
    ['DateLessThanEquals', '2020-01-01T01:00:00+01:00', '2020-01-01T00:00:00Z', true],
    ['DateEquals', '1577836800', '2020-01-01T00:00:00Z', true],
    ['DateGreaterThanEquals', '2020-01-01T00:00:00', '2020-01-01T00:00:00Z', true],
    ['DateNotEquals', '2020', '2021', true],
    ['DateLessThan', 'tomorrow', '2020-01-01', false],
    // Conditions_Boolean, Conditions_BinaryEquals
    ['Bool', 'true', 'true', true],
    ['Bool', 'True', 'true', true],
    ['Bool', 'false', 'true', false],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
    // Conditions_IPAddress
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678:1::9', true],
    ['NotIpAddress', ['203.0.113.0/24'], '203.0.113.7', false],
    // Conditions_ARN, with the example of the page
    [
      'StringLike',
      'arn:aws:some:*:111122223333:finance/*',
      'arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      true,
    ],
    [
      'ArnLike',
      'arn:aws:some:*:111122223333:finance/*',
      'arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      false,
    ],
    ['ArnEquals', 'arn:aws:sns:*:123456789012:alerts-?', 'arn:aws:sns:eu-west-1:123456789012:alerts-1', true],
    ['ArnNotEquals', 'arn:aws:iam::444455556666:user/bob', 'arn:aws:iam::444455556666:user/eve', true],
    ['ArnNotLike', 'arn:aws:iam::444455556666:role/*', 'arn:aws:iam::444455556666:role/x', false],
    ['ArnLike', '*', 'arn:aws:iam::444455556666:role/x', true],
    ['ArnLike', 'arn:aws:iam::444455556666:role/x', 'x', false],
  ])('%s %j for %s: %s', (operator, values, given, expected) => {
    expect(holds(operator, values, given)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['StringEquals', 'x', false],
    ['StringNotEquals', 'x', true],
    ['ArnNotLike', 'arn:aws:iam::*:role/x', true],
    ['NotIpAddress', '10.0.0.0/8', true],
    ['Bool', 'false', false],
    ['NumericLessThan', '1', false],
    ['StringEqualsIfExists', 'x', true],
    ['StringNotEqualsIfExists', 'x', true],
    ['BoolIfExists', 'false', true],
    ['ForAllValues:StringEquals', 'x', true],
    ['ForAllValues:StringNotLike', 'x', true],
    ['ForAnyValue:StringEquals', 'x', false],
    ['ForAnyValue:StringNotEquals', 'x', false],
    ['ForAnyValue:StringEqualsIfExists', 'x', true],
    ['Null', 'true', true],
    ['Null', 'false', false],
  ])('without the key %s %s is %s', (operator, value, expected) => {
    expect(holds(operator, value, null)).toBe(expected);
    expect(evaluate(operator, value, 'k', {}).holds).toBe(expected);
  });

  it.each<[string, readonly string[], readonly string[], boolean]>([
    // reference_policies_multi-value-conditions, with the attributes of its example
    ['ForAllValues:StringLike', ['PostDateTime', 'Message', 'Tags'], ['PostDateTime', 'Message'], true],
    ['ForAllValues:StringLike', ['PostDateTime', 'Message', 'Tags'], ['PostDateTime', 'UserName'], false],
    ['ForAnyValue:StringLike', ['ID', 'PostDateTime'], ['UserName', 'Message', 'PostDateTime'], true],
    ['ForAnyValue:StringLike', ['ID', 'PostDateTime'], ['UserName'], false],
    ['ForAllValues:StringEquals', ['x'], [''], true],
    ['ForAnyValue:StringLike', ['*'], [''], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['c', 'a'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['b', 'a'], false],
    ['Null', ['false'], ['x'], true],
    ['Null', ['true'], ['x'], false],
    ['StringEquals', [], ['x'], false],
    ['StringNotEquals', [], ['x'], true],
  ])('%s %j for the values %j: %s', (operator, values, given, expected) => {
    expect(holds(operator, values, given)).toBe(expected);
  });

  it('does not mind the case of keys and operators', () => {
    expect(evaluate('stringequals', 'x', 'AWS:PrincipalTag/Team', { 'aws:principaltag/team': 'x' }).holds).toBe(true);
  });

  it.each(['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'ForAllValues:StringEquals', 'Null'])(
    'leaves %s open on a key that is not known, and names it',
    (operator) => {
      expect(evaluate(operator, 'true', 'aws:SourceVpc', {}, true)).toEqual({
        holds: null,
        unknownKeys: ['aws:SourceVpc'],
      });
    },
  );

  it('leaves an operator open that does not exist', () => {
    expect(evaluate('StringMatches', 'x', 'k', { k: 'x' })).toEqual({ holds: null, unknownKeys: ['k'] });
    expect(evaluate('ForAnyValue:Null', 'true', 'k', {}).holds).toBeNull();
  });

  describe('with policy variables', () => {
    const alice = { 'aws:username': 'alice', 'aws:PrincipalTag/glob': 'a*', k: 'home/alice/x' };

    it.each<[string, string, ContextValues, boolean]>([
      ['StringLike', 'home/${aws:username}/*', alice, true],
      ['StringEquals', 'home/${AWS:UserName}/x', alice, true],
      ['StringLike', 'home/${aws:userid}/*', alice, false],
      ['StringNotLike', 'home/${aws:userid}/*', alice, true],
      // reference_policies_variables, "Specifying default values"
      ['StringEquals', "home/${aws:userid, 'alice'}/x", alice, true],
      ['StringLike', "home/${aws:username, 'nobody'}/*", alice, true],
      // What a variable brings in is no wildcard, nor is what stands for one
      ['StringLike', 'home/${aws:PrincipalTag/glob}/x', alice, false],
      ['StringLike', '*/${aws:PrincipalTag/glob}', { ...alice, k: 'home/a*' }, true],
      ['StringLike', '${*}', { k: '*' }, true],
      ['StringLike', '${*}', { k: 'x' }, false],
      ['StringLike', 'a${?}*', { k: 'a?b' }, true],
      ['StringEquals', 'cost${$}', { k: 'cost$' }, true],
      // A key with several values cannot be a variable
      ['StringEquals', '${aws:TagKeys}', { k: 'a', 'aws:TagKeys': ['a', 'b'] }, false],
      // Not in operators that take none
      ['Bool', '${aws:username}', { ...alice, k: 'alice' }, false],
    ])('%s %s', (operator, value, given, expected) => {
      expect(evaluate(operator, value, 'k', given).holds).toBe(expected);
    });

    it('stays open while a variable is not known, unless another value decides', () => {
      const given = { k: 'alice' };
      expect(evaluate('StringEquals', '${aws:username}', 'k', given, true)).toEqual({
        holds: null,
        unknownKeys: ['aws:username'],
      });
      expect(evaluate('StringEquals', ['${aws:username}', 'alice'], 'k', given, true).holds).toBe(true);
      expect(evaluate('StringNotEquals', ['${aws:username}', 'alice'], 'k', given, true).holds).toBe(false);
    });

    it('is linear in a text full of braces', () => {
      const start = performance.now();
      evaluate('StringLike', '${'.repeat(50_000), 'k', alice);
      expect(performance.now() - start).toBeLessThan(200);
    });
  });

  it('takes them for plain text in the older language', () => {
    const condition = { operator: 'StringEquals', key: 'k', values: ['${aws:username}'] };
    const context = new RequestContext({ 'aws:username': 'alice', k: '${aws:username}' }, {}, { isPartial: false });
    expect(evaluateCondition(condition, context, { hasVariables: false }).holds).toBe(true);
  });
});
