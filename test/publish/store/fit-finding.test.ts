import { describe, expect, it } from 'vitest';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { fitFinding } from '../../../lib/publish/store/fit-finding.ts';
import { aFinding } from '../../findings/some-findings.ts';

const shorterThan = (bytes: number) => (finding: StoredFinding) => JSON.stringify(finding).length < bytes;
const actions = Array.from({ length: 100 }, (_, index) => `s3:GetObjectVersion${index}`);

describe('fitFinding', () => {
  it('leaves alone what fits', () => {
    const finding = aFinding({ evidence: { actions } });
    expect(fitFinding(finding, () => true)).toBe(finding);
  });

  it('cuts the longest list first, from its end, and says how much is missing', () => {
    const services = ['s3', 'ec2'];
    const { evidence } = fitFinding(aFinding({ evidence: { services, actions, count: 100 } }), shorterThan(1500));
    expect(evidence).toEqual({
      services,
      actions: actions.slice(0, 42),
      count: 100,
      truncated: { actions: 58 },
    });
  });

  it('counts on from what the evidence says is missing already', () => {
    const finding = aFinding({ evidence: { actions: actions.slice(0, 42), truncated: { actions: 58 } } });
    const { evidence } = fitFinding(finding, shorterThan(1200));
    expect(evidence).toEqual({ actions: actions.slice(0, 31), truncated: { actions: 69 } });
  });

  it('leaves out whole fields when the lists alone are not it', () => {
    const finding = aFinding({ evidence: { description: 'x'.repeat(9000), lastUsedAt: null, actions: ['iam:*'] } });
    const { evidence } = fitFinding(finding, shorterThan(1000));
    expect(evidence).toEqual({ lastUsedAt: null, actions: [], truncated: { actions: 1, description: 1 } });
  });

  it('ends when nothing is left to cut', () => {
    const { evidence } = fitFinding(aFinding({ evidence: { actions, note: 'x' } }), () => false);
    expect(evidence).toEqual({ actions: [], truncated: { actions: 100, note: 1 } });
  });
});
