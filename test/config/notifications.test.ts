import { describe, expect, it } from 'vitest';
import { parseNotifications } from '../../lib/config/notifications.ts';
import { InvalidInputError } from '../../lib/errors.ts';

const source = '/account-auditor/config';

describe('parseNotifications', () => {
  it('reads who is told, whatever else is wrong', () => {
    const notifications = { slack: ['ops'], webhook: [{ name: 'siem', secret: 'siem-key' }, { name: 'other' }] };
    const text = JSON.stringify({ notifications, unusedAfterDays: 'many', noSuchField: 1 });
    expect(parseNotifications(text, source)).toEqual(notifications);
  });

  it('takes none for nobody', () => {
    expect(parseNotifications('{}', source)).toEqual({});
  });

  it.each([
    ['{', /^\/account-auditor\/config: not JSON$/],
    ['[]', /^\/account-auditor\/config: the document: /],
    ['{"notifications": {"slack": ["a/b"]}}', /notifications\.slack\.0: accepted is the last part of the name/],
    ['{"notifications": {"teams": ["https://example.com/x"]}}', /notifications\.teams\.0: accepted is/],
    ['{"notifications": {"webhook": [{"secret": "k"}]}}', /notifications\.webhook\.0\.name: /],
    ['{"notifications": {"slack": ["1", "2", "3", "4", "5", "6"]}}', /notifications\.slack: /],
  ])('refuses %s', (text, problem) => {
    expect(() => parseNotifications(text, source)).toThrow(InvalidInputError);
    expect(() => parseNotifications(text, source)).toThrow(problem);
  });
});
