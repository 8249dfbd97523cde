import { describe, expect, it } from 'vitest';
import { introducedSentence, introducerFields, introducerText } from '../../lib/report/introducer-text.ts';

const ada = {
  actor: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
  event: 'CreateRole',
  at: '2026-11-22T16:40:00.000Z',
  eventId: 'e-1',
};

describe('introducerText', () => {
  it('says who, behind a session too, with what, when and from where', () => {
    expect(introducerText({ ...ada, sourceIdentity: 'ada@example.com', sourceIp: '203.0.113.7' })).toBe(
      `${ada.actor} (source identity ada@example.com) with CreateRole on 2026-11-22T16:40:00.000Z from 203.0.113.7`,
    );
    expect(introducerText(ada)).toBe(`${ada.actor} with CreateRole on 2026-11-22T16:40:00.000Z`);
  });

  it('says that it is unknown, and why', () => {
    expect(introducerText({ unknown: 'CloudTrail did not answer' })).toBe('unknown: CloudTrail did not answer');
  });
});

describe('introducerFields', () => {
  it('has what is known, and why where nothing is', () => {
    expect(introducerFields({ ...ada, sourceIdentity: 'ada@example.com', sourceIp: '203.0.113.7' })).toEqual({
      introducedBy: ada.actor,
      introducedBySourceIdentity: 'ada@example.com',
      introducedByEvent: 'CreateRole',
      introducedAt: ada.at,
      introducedFrom: '203.0.113.7',
      introducedByEventId: 'e-1',
    });
    expect(Object.keys(introducerFields(ada))).toHaveLength(4);
    expect(introducerFields({ unknown: 'CloudTrail did not answer' })).toEqual({
      introducedBy: 'unknown: CloudTrail did not answer',
    });
    expect(introducerFields(undefined)).toEqual({});
  });
});

describe('introducedSentence', () => {
  it('is there only where it is known', () => {
    expect(introducedSentence(ada)).toMatch(/^ Introduced by arn:\S+ with CreateRole on \S+\.$/);
    expect(introducedSentence({ unknown: 'CloudTrail did not answer' })).toBe('');
    expect(introducedSentence(undefined)).toBe('');
  });
});
