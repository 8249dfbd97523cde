import { describe, expect, it } from 'vitest';
import { DocumentPool, PolicyDocument } from '../../../lib/sandbox/iam/policy-document.ts';

describe('PolicyDocument', () => {
  it('is URL-encoded by RFC 3986, so that decodeURIComponent gives it back', () => {
    const text = '{"Resource":"arn:aws:s3:::a+b/*","Sid":"(it\'s)!~ é"}';
    const { encoded } = new PolicyDocument(text);
    expect(encoded).toMatch(/^[A-Za-z0-9\-_.~%]+$/);
    expect(encoded).toContain('a%2Bb%2F%2A');
    expect(decodeURIComponent(encoded)).toBe(text);
  });

  it('grants nothing when it is not JSON', () => {
    expect(new PolicyDocument('{"Statement": [').grants.allowed.size).toBe(0);
  });
});

describe('DocumentPool', () => {
  it('gives equal documents one place, and keeps broken text as it is', () => {
    const pool = new DocumentPool();
    expect(pool.documentOf({ Version: '2012-10-17' })).toBe(pool.documentOf({ Version: '2012-10-17' }));
    expect(pool.documentOf('{"Version":').text).toBe('{"Version":');
  });
});
