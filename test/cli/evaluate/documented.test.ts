import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../lib/cli/evaluate/answer.ts';

describe('docs/policy.md', () => {
  it('shows questions with the answers that they get', () => {
    const page = readFileSync('docs/policy.md', 'utf8');
    const [questions = [], answers = []] = Array.from(page.matchAll(/```json\n([\s\S]*?)\n```/g), ([, block = '']) =>
      block.split('\n'),
    );
    expect(questions).toHaveLength(3);
    expect(questions.map((line) => JSON.parse(answerLine(line)))).toEqual(answers.map((line) => JSON.parse(line)));
  });
});
