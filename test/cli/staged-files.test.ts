import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StagedFiles } from '../../lib/cli/staged-files.ts';
import { UsageError } from '../../lib/errors.ts';
import { aFolder } from './command-line.ts';

describe('StagedFiles', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let files: StagedFiles;
  const read = (name: string) => readFile(folder.path(name), 'utf8');

  beforeEach(async () => {
    folder = await aFolder();
    files = new StagedFiles();
  });
  afterEach(() => folder.remove());

  it('shows nothing until everything is written, and keeps what stood there till then', async () => {
    await writeFile(folder.path('a.json'), 'yesterday');
    await files.write(folder.path('a.json'), 'today');
    await files.write(folder.path('b.json'), 'new');
    expect(await read('a.json')).toBe('yesterday');
    await expect(read('b.json')).rejects.toThrow('ENOENT');

    await files.commit();
    await files.discard();
    expect(await read('a.json')).toBe('today');
    expect(await readdir(folder.path())).toEqual(['a.json', 'b.json']);
  });

  it('leaves nothing behind when it is given up, not even the folders it made', async () => {
    await files.reserve(folder.path('new/deep/a.json'));
    await files.write(folder.path('b.json'), 'half');
    await files.discard();
    expect(await readdir(folder.path())).toEqual([]);
  });

  it('puts away a place that was taken for nothing', async () => {
    await files.reserve(folder.path('never.json'));
    await files.write(folder.path('a.json'), 'today');
    await files.commit();
    await files.discard();
    expect(await readdir(folder.path())).toEqual(['a.json']);
  });

  it('writes for its owner alone', async () => {
    await writeFile(folder.path('a.json'), 'for all', { mode: 0o644 });
    await files.write(folder.path('a.json'), 'today');
    await files.commit();
    expect((await stat(folder.path('a.json'))).mode & 0o777).toBe(0o600);
  });

  it('replaces what a link leads to, not the link', async () => {
    await mkdir(folder.path('store'));
    await writeFile(folder.path('store/a.json'), 'yesterday');
    await symlink('store/a.json', folder.path('latest.json'));
    await files.write(folder.path('latest.json'), 'today');
    await files.commit();
    expect(await read('store/a.json')).toBe('today');
    expect(await readlink(folder.path('latest.json'))).toBe('store/a.json');
  });

  it('writes into a device, which it never replaces', async () => {
    await files.write('/dev/null', 'gone');
    await files.commit();
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('gives a place to one result alone', async () => {
    await files.reserve(folder.path('a.json'));
    await expect(files.reserve(folder.path('sub/../a.json'))).rejects.toThrow('two results are to be written there');
  });

  it.each([
    ['a folder', '.', 'it is a folder; name a file'],
    ['a path through a file', 'file/a.json', 'part of the path is a file, not a folder'],
    ['a name that is too long', 'x'.repeat(300), 'the name is too long'],
  ])('refuses %s before anything is written, in one line that names it', async (_, name, reason) => {
    await writeFile(folder.path('file'), 'kept');
    const refused = files.reserve(folder.path(name));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(`${folder.path(name)}: ${reason}`);
    await files.discard();
    expect(await readdir(folder.path())).toEqual(['file']);
  });

  it.runIf(process.platform === 'linux')('comes back from a file system that takes no folders', async () => {
    await expect(files.reserve('/proc/nowhere/a.json')).rejects.toThrow('no such folder, and none can be made there');
  });
});
