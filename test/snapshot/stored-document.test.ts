import { describe, expect, it } from 'vitest';
import { sharedDocument, storedDocument } from '../../lib/snapshot/stored-document.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a+b/50% off/ü/*' }],
};

describe('storedDocument', () => {
  it('decodes what AWS encoded, and leaves plus signs alone', () => {
    expect(storedDocument(encodeURIComponent(JSON.stringify(policy)))).toEqual({ json: policy });
  });

  it('takes JSON text as it is, percent signs included', () => {
    expect(storedDocument(`\n ${JSON.stringify(policy)}`)).toEqual({ json: policy });
  });

  it('takes a document that a tool has decoded', () => {
    expect(storedDocument(policy)).toEqual({ json: policy });
  });

  it.each(['', 'plain words', '%7B%22Version%22%3A', '%E0%A4%A'])('keeps %j as unreadable', (text) => {
    expect(storedDocument(text)).toHaveProperty('unreadable');
  });
});

describe('sharedDocument', () => {
  it('is one object for one text', () => {
    const text = encodeURIComponent(JSON.stringify({ ...policy, Id: 'shared' }));
    expect(sharedDocument(text)).toBe(sharedDocument(text));
    expect(sharedDocument(text)).toEqual(storedDocument(text));
  });

  it('tells documents apart that say the same in other words', () => {
    expect(sharedDocument('{"Version":"2012-10-17"}')).not.toBe(sharedDocument('{ "Version": "2012-10-17" }'));
  });

  it('reads a text that is too long to keep as it comes', () => {
    const text = JSON.stringify({ Id: 'x'.repeat(5_000) });
    expect(sharedDocument(text)).toEqual(storedDocument(text));
    expect(sharedDocument(text)).not.toBe(sharedDocument(text));
  });
});
