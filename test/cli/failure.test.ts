import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../lib/cli/failure.ts';
import { InterruptedError } from '../../lib/cli/interruption.ts';
import { CannotRunError, InvalidInputError, UsageError } from '../../lib/errors.ts';

const system = (code: string) => Object.assign(new Error(`${code}: no`), { code, syscall: 'open', errno: -2 });
const aws = (name: string) => Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });

describe('failureOf', () => {
  it.each([
    [new UsageError('the check is named twice'), 2],
    [new InvalidInputError('a.json: not JSON'), 2],
    [new CannotRunError('another audit is writing'), 4],
    [new InterruptedError('SIGINT'), 4],
    [system('EMFILE'), 4],
    [aws('ValidationError'), 4],
    [Object.assign(new Error('no'), { name: 'CredentialsProviderError' }), 4],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 4],
    ['a string', 4],
  ])('says %s in one line, and ends with %i', (error, exitCode) => {
    const failure = failureOf(error);
    expect(failure.exitCode).toBe(exitCode);
    expect(failure.text).toMatch(/^account-auditor: [^\n]+\n$/);
  });

  it.each([
    [
      Object.assign(new Error('no providers.'), { name: 'CredentialsProviderError' }),
      'no providers; sign in, or name a',
    ],
    [aws('AccessDenied'), '"account-auditor doctor" lists the permissions'],
    [
      new CannotRunError('Parameter Store: denied', { cause: aws('AccessDeniedException') }),
      'denied; "account-auditor',
    ],
    [aws('Throttling'), 'try again later'],
  ])('says what to do next about %s', (error, words) => {
    expect(failureOf(error).text).toContain(words);
  });

  it('says nothing more when help was printed', () => {
    expect(failureOf(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({
      exitCode: 0,
      text: '',
    });
    expect(failureOf(new CommanderError(1, 'commander.help', '(outputHelp)'))).toEqual({ exitCode: 2, text: '' });
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'arn')"),
    Object.assign(new TypeError('The "path" argument must be of type string'), { code: 'ERR_INVALID_ARG_TYPE' }),
  ])('asks to report a bug, with its stack: %s', (error) => {
    const { exitCode, text } = failureOf(error);
    expect(exitCode).toBe(4);
    expect(text).toContain(`${error.message}\nThis is a bug; please report it with these lines:\nTypeError`);
    expect(text).toContain('failure.test.ts:');
  });

  it('lets no name act on the terminal, not even out of a stack', () => {
    const { text } = failureOf(new TypeError('role a\u001b]0;owned\u0007 is not iterable'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
