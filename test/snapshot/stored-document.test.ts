import { describe, expect, it } from 'vitest';
import { storedDocument } from '../../lib/snapshot/stored-document.ts';

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
