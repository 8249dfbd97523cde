import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { refuseUnknownProfile } from '../../lib/aws/profile.ts';
import { CannotRunError } from '../../lib/errors.ts';

describe('refuseUnknownProfile', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'account-auditor-'));
    const others = Array.from({ length: 12 }, (_, index) => `[profile team-${index + 10}]\nregion = eu-west-1\n`);
    await writeFile(
      join(folder, 'config'),
      `[profile prod]\nregion = eu-west-1\n[sso-session corp]\nx = y\n${others.join('')}`,
    );
    await writeFile(join(folder, 'credentials'), '[break-glass]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n');
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it.each(['prod', 'break-glass', undefined, ''])('is content with %j', async (profile) => {
    await expect(refuseUnknownProfile(profile)).resolves.toBeUndefined();
  });

  it.each(['prdo', 'corp', 'sso-session.corp x', 'constructor'])(
    'refuses %j, and names those there are',
    async (profile) => {
      const refused = refuseUnknownProfile(profile);
      await expect(refused).rejects.toThrow(CannotRunError);
      await expect(refused).rejects.toThrow(
        /^no profile ".+" in the AWS configuration files; accepted: break-glass, prod, team-10, .*team-17 and 4 more$/,
      );
    },
  );
});
