import { describe, expect, it } from 'vitest';
import { makeModel } from '../../../lib/report/page/app/model/model.ts';
import { policiesOf } from '../../../lib/report/page/app/model/statements.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { sampleInput } from './a-page.ts';

const model = makeModel(makePageData(await sampleInput()));

/** The first policy that the first finding of a check names. */
function firstPolicy(checkId: string) {
  const finding = model.findings.find((each) => each.checkId === checkId);
  return finding === undefined ? undefined : policiesOf(model, finding)[0];
}

describe('policiesOf', () => {
  it.each([
    ['trust-oidc-unscoped', /^Trust policy of /],
    ['pass-role-any', /^Policy /],
    ['privilege-escalation', /^(Policy|Inline policy|Trust policy) /],
    ['policy-invalid', /^Policy /],
    ['services-unused', /^(Policy|Inline policy) /],
  ])('finds the policy and the statement that a finding of %s names', (checkId, title) => {
    const policy = firstPolicy(checkId);
    expect(policy?.title).toMatch(title);
    expect(policy?.statements.size).toBeGreaterThan(0);
    expect(policy?.text).toHaveProperty('json');
  });

  it('names a policy as a whole where no statement is to blame', () => {
    expect(firstPolicy('policy-unattached')).toMatchObject({
      title: expect.stringMatching(/^Policy /),
      statements: new Set(),
    });
  });

  it('names none where a finding is about no policy', () => {
    expect(firstPolicy('console-user-without-mfa')).toBeUndefined();
  });
});
