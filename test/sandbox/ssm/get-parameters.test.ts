import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
} from '../../../lib/sandbox/ssm/get-parameters.ts';
import { isBelow } from '../../../lib/sandbox/ssm/parameter-name.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const findings = Object.fromEntries(
  Array.from({ length: 23 }, (_, shard) => [`/account-auditor/111122223333/findings/${shard}`, `shard ${shard}`]),
);

describe('getParameter', () => {
  it('answers what the account file says, as version 1', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/account-auditor/config': '{}' } }));
    expect(call(getParameter, { Name: '/account-auditor/config' }).Parameter).toMatchObject({
      Value: '{}',
      Type: 'String',
      Version: 1,
      LastModifiedDate: NOW,
    });
  });

  it('finds a parameter by its ARN', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a/b': 'deep', plain: 'flat' } }));
    const arn = (name: string) => `arn:aws:ssm:eu-west-1:111122223333:parameter/${name}`;
    expect(call(getParameter, { Name: arn('a/b') }).Parameter?.Name).toBe('/a/b');
    expect(call(getParameter, { Name: arn('plain:1') }).Parameter).toMatchObject({ Name: 'plain', Selector: ':1' });
  });

  it('answers a SecureString in the clear only when it is asked to decrypt', () => {
    const call = callsTo(embeddedAccount());
    call(putParameter, { Name: '/secret', Value: 'https://chat.example/hook', Type: 'SecureString' });
    const sealed = call(getParameter, { Name: '/secret' }).Parameter?.Value ?? '';
    expect(sealed).toMatch(/^AQICAH[A-Za-z0-9+/]+=*$/);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('chat.example');
    expect(call(getParameter, { Name: '/secret', WithDecryption: true }).Parameter?.Value).toBe(
      'https://chat.example/hook',
    );
  });

  it('does not find what is not there', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a': 'x' } }));
    expectAwsError('ParameterNotFound', () => call(getParameter, { Name: '/b' }));
    expectAwsError('ParameterVersionNotFound', () => call(getParameter, { Name: '/a:2' }));
    expectAwsError('ParameterVersionNotFound', () => call(getParameter, { Name: '/a:prod' }));
  });
});

describe('getParameters', () => {
  it('names what it does not find instead of failing', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a': '1', '/b': '2' } }));
    const answer = call(getParameters, { Names: ['/a', '/missing', '/b:7', '/b'] });
    expect(answer.Parameters?.map(({ Name, Value }) => [Name, Value])).toEqual([
      ['/a', '1'],
      ['/b', '2'],
    ]);
    expect(answer.InvalidParameters).toEqual(['/missing', '/b:7']);
  });

  it('takes ten names at most', () => {
    const call = callsTo(embeddedAccount());
    expectAwsError('ValidationException', () => call(getParameters, { Names: [] }));
    expectAwsError('ValidationException', () => call(getParameters, { Names: Object.keys(findings).slice(0, 11) }));
  });
});

describe('getParametersByPath', () => {
  it('answers ten to a page', () => {
    const call = callsTo(embeddedAccount({ parameters: findings }));
    const first = call(getParametersByPath, { Path: '/account-auditor/111122223333/findings' });
    expect(first.Parameters).toHaveLength(10);
    expect(first.NextToken).toEqual(expect.any(String));
  });

  it.each([0, 11])('refuses %i as MaxResults', (maxResults) => {
    const call = callsTo(embeddedAccount());
    expectAwsError('ValidationException', () => call(getParametersByPath, { Path: '/', MaxResults: maxResults }));
  });

  it('refuses a token that it never gave out', () => {
    const call = callsTo(embeddedAccount({ parameters: findings }));
    expectAwsError('InvalidNextToken', () => call(getParametersByPath, { Path: '/', NextToken: 'page-2' }));
  });

  it('begins with an empty page where short pages are on', () => {
    const call = callsTo(embeddedAccount({ parameters: findings }, { pageLimit: 3 }));
    const first = call(getParametersByPath, { Path: '/', Recursive: true });
    expect(first.Parameters).toEqual([]);
    expect(
      call(getParametersByPath, { Path: '/', Recursive: true, NextToken: first.NextToken }).Parameters,
    ).toHaveLength(3);
  });

  it('loses nothing when parameters are deleted between pages', () => {
    const account = embeddedAccount({ parameters: findings });
    const call = callsTo(account);
    const first = call(getParametersByPath, { Path: '/', Recursive: true });
    for (const { Name = '' } of first.Parameters ?? []) {
      account.ssm.inRegion('eu-west-1').delete(Name);
    }
    const second = call(getParametersByPath, { Path: '/', Recursive: true, NextToken: first.NextToken });
    const third = call(getParametersByPath, { Path: '/', Recursive: true, NextToken: second.NextToken });
    expect([second, third].flatMap(({ Parameters = [] }) => Parameters)).toHaveLength(13);
  });

  it('filters by type', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a/plain': 'x' } }));
    call(putParameter, { Name: '/a/secret', Value: 'y', Type: 'SecureString' });
    const ofType = (type: string) =>
      call(getParametersByPath, { Path: '/a', ParameterFilters: [{ Key: 'Type', Values: [type] }] }).Parameters;
    expect(ofType('SecureString')?.map(({ Name }) => Name)).toEqual(['/a/secret']);
    expectAwsError('InvalidFilterKey', () =>
      call(getParametersByPath, { Path: '/a', ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }),
    );
  });

  const level = fc.constantFrom('a', 'b', 'c-1', 'd.e');
  const name = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => `/${levels.join('/')}`);
  const path = fc.array(level, { maxLength: 2 }).map((levels) => `/${levels.join('/')}`);

  it('pages to exactly the parameters under a path, each once and in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 60 }),
        path,
        fc.boolean(),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(1, 2, 7, Number.POSITIVE_INFINITY),
        (names, under, recursive, maxResults, pageLimit) => {
          const parameters = Object.fromEntries(names.map((each) => [each, 'x']));
          const call = callsTo(embeddedAccount({ parameters }, { pageLimit }));
          const found: (string | undefined)[] = [];
          let token: string | undefined;
          do {
            const page = call(getParametersByPath, {
              Path: under,
              Recursive: recursive,
              MaxResults: maxResults,
              NextToken: token,
            });
            expect(page.Parameters?.length).toBeLessThanOrEqual(maxResults);
            found.push(...(page.Parameters ?? []).map(({ Name }) => Name));
            token = page.NextToken;
          } while (token !== undefined);
          expect(found).toEqual(names.filter((each) => isBelow(under, each, recursive)).toSorted());
        },
      ),
    );
  });
});

describe('getParameterHistory', () => {
  it('answers the versions that are kept, oldest first, with who wrote them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 50 }), (writes, maxResults) => {
        const call = callsTo(embeddedAccount());
        for (let write = 1; write <= writes; write += 1) {
          call(putParameter, { Name: '/summary', Value: `night ${write}`, Type: 'String', Overwrite: true });
        }
        const versions: (number | undefined)[] = [];
        let token: string | undefined;
        do {
          const page = call(getParameterHistory, { Name: '/summary', MaxResults: maxResults, NextToken: token });
          versions.push(...(page.Parameters ?? []).map(({ Version }) => Version));
          token = page.NextToken;
        } while (token !== undefined);
        const oldest = Math.max(1, writes - 99);
        expect(versions).toEqual(Array.from({ length: writes - oldest + 1 }, (_, index) => oldest + index));
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the secrets of versions sealed', () => {
    const call = callsTo(embeddedAccount());
    call(putParameter, { Name: '/secret', Value: 'one', Type: 'SecureString' });
    const [version] = call(getParameterHistory, { Name: '/secret' }).Parameters ?? [];
    expect(version).toMatchObject({
      KeyId: 'alias/aws/ssm',
      LastModifiedUser: 'arn:aws:sts::111122223333:assumed-role/account-auditor/nightly',
      Tier: 'Standard',
    });
    expect(version?.Value).toMatch(/^AQICAH/);
  });

  it('takes 50 versions a page at most', () => {
    const call = callsTo(embeddedAccount({ parameters: { '/a': 'x' } }));
    expectAwsError('ValidationException', () => call(getParameterHistory, { Name: '/a', MaxResults: 51 }));
    expectAwsError('ParameterNotFound', () => call(getParameterHistory, { Name: '/b' }));
  });
});
