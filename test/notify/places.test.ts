import { describe, expect, it } from 'vitest';
import { placesOf } from '../../lib/notify/places.ts';

const accountId = '111122223333';

describe('placesOf', () => {
  it.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('leads to the console of %s', (region, console) => {
    const { consoleUrl } = placesOf({ region, prefix: '/account-auditor', accountId });
    expect(consoleUrl).toBe(
      `${console}systems-manager/parameters/%252Faccount-auditor%252F111122223333%252Fsummary/description?region=${region}`,
    );
  });

  it.each([
    ['/account-auditor', ''],
    ['/elsewhere', ' --prefix /elsewhere'],
  ])('says what commands need to find %s', (prefix, flags) => {
    expect(placesOf({ region: 'eu-west-1', prefix, accountId }).flags).toBe(flags);
  });
});
