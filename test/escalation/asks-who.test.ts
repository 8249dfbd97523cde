import { describe, expect, it } from 'vitest';
import { asksWho } from '../../lib/escalation/asks-who.ts';

describe('asksWho', () => {
  it.each(['aws:PrincipalArn', 'aws:PrincipalTag/team', 'aws:userid', 'aws:username', 'AWS:PRINCIPALARN'])(
    'says that %s tells principals of an account apart',
    (key) => {
      expect(asksWho(key)).toBe(true);
    },
  );

  it.each(['aws:PrincipalOrgID', 'aws:principalorgpaths', 'aws:PrincipalAccount', 'aws:SourceIp', 's3:prefix'])(
    'says that %s does not',
    (key) => {
      expect(asksWho(key)).toBe(false);
    },
  );
});
