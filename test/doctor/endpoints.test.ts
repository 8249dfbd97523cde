import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAws } from '../../lib/aws/aws.ts';
import { endpointLines } from '../../lib/doctor/endpoints.ts';

const url = 'http://ada:hunter2@127.0.0.1:4566';
const all = 'sts, iam, ssm, ec2, cloudtrail, access-analyzer, s3, cloudwatch';

afterEach(() => vi.unstubAllEnvs());

/** What is said in this environment; nothing is called. */
async function linesIn(environment: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const aws = createAws({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
  });
  onTestFinished(() => aws.close());
  return await endpointLines(aws, process.env);
}

async function aConfigFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'endpoints-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'config'), text);
  return join(folder, 'config');
}

describe('endpointLines', () => {
  it('says nothing when calls go to AWS', async () => {
    expect(await linesIn({})).toEqual([]);
  });

  it('tells which services are asked elsewhere, why, and no password', async () => {
    expect(await linesIn({ AWS_ENDPOINT_URL: url })).toEqual([
      {
        topic: 'endpoint',
        status: 'warn',
        text: `CALLS DO NOT GO TO AWS but to http://127.0.0.1:4566 (${all}), because of AWS_ENDPOINT_URL; whoever answers there stands for the account`,
      },
    ]);
  });

  it('tells of one service alone', async () => {
    const [line, ...more] = await linesIn({ AWS_ENDPOINT_URL_ACCESSANALYZER: url });
    expect(more).toEqual([]);
    expect(line?.text).toContain('(access-analyzer), because of AWS_ENDPOINT_URL_ACCESSANALYZER;');
  });

  it('finds what the configuration file says', async () => {
    const file = `[default]\nservices = local\n[services local]\niam =\n  endpoint_url = ${url}\n`;
    const [line] = await linesIn({ AWS_CONFIG_FILE: await aConfigFile(file) });
    expect(line?.text).toContain('(iam), because of endpoint_url or services in the AWS configuration file;');
  });

  it('says nothing of variables that are ignored', async () => {
    expect(await linesIn({ AWS_ENDPOINT_URL: url, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toEqual([]);
  });
});
