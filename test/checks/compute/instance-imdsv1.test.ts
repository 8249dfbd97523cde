import { describe, expect, it } from 'vitest';
import { instanceImdsv1 } from '../../../lib/checks/compute/instance-imdsv1.ts';
import { anAccount } from '../../builders/an-account.ts';
import {
  aLaunchTemplate,
  anInstance,
  INSTANCE_ID,
  instances,
  launchTemplates,
  metadataDefaults,
} from '../../builders/instances.ts';
import { runCheck } from '../run-check.ts';

const account = anAccount().with(metadataDefaults({ 'eu-west-1': 'required' }));
const run = (story: ReturnType<typeof anAccount>) => runCheck(instanceImdsv1, story);
const withInstance = (parts: Parameters<typeof anInstance>[0]) => account.with(instances(anInstance(parts)));
const withTemplate = (...versions: readonly Parameters<typeof aLaunchTemplate>[1][]) =>
  account.with(launchTemplates(aLaunchTemplate('web', ...versions.map((version) => version ?? {}))));

describe('instance-imdsv1', () => {
  it('reports an instance that answers without a token', () => {
    const { findings } = run(withInstance({ httpTokens: 'optional', name: 'web-1' }));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { name: 'web-1', type: 'AWS::EC2::Instance' },
        evidence: { region: 'eu-west-1', state: 'running', httpTokens: 'optional', hopLimit: 1 },
      },
    ]);
    expect(findings.map(instanceImdsv1.describe)).toEqual([
      'The metadata service of instance web-1 of eu-west-1 (running) answers without a token.',
    ]);
    expect(findings.map((finding) => instanceImdsv1.remediate(finding).commands)).toEqual([
      [
        `aws ec2 modify-instance-metadata-options --instance-id '${INSTANCE_ID}' --http-tokens 'required' --region 'eu-west-1'`,
      ],
    ]);
  });

  it('passes one that demands a token, or does not answer', () => {
    expect(run(withInstance({ httpTokens: 'required' })).status).toBe('pass');
    expect(run(withInstance({ httpTokens: 'optional', httpEndpoint: 'disabled' })).status).toBe('pass');
  });

  it('does not know an instance of which EC2 says nothing', () => {
    expect(run(withInstance({ httpTokens: null })).unknown).toMatchObject([{ code: 'not-collected' }]);
  });

  it('reports a template with a version that allows it', () => {
    const { findings } = run(withTemplate({ httpTokens: 'optional' }, { httpTokens: 'required' }));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { name: 'web', type: 'AWS::EC2::LaunchTemplate' },
        evidence: { regionDefault: 'required', versions: [{ number: 1, isDefault: false, httpTokens: 'optional' }] },
      },
    ]);
    expect(findings.map(instanceImdsv1.describe)).toEqual([
      'Launch template web of eu-west-1 makes instances that answer without a token, version 1 allows it.',
    ]);
    expect(findings.map((finding) => instanceImdsv1.remediate(finding).commands)).toEqual([
      [
        `aws ec2 create-launch-template-version --launch-template-id 'lt-0a1b2c3d4e5f60718' --source-version '$Latest' --launch-template-data '{"MetadataOptions":{"HttpTokens":"required"}}' --region 'eu-west-1'`,
      ],
    ]);
  });

  it('takes what a template leaves out from the default of its Region', () => {
    const silent = withTemplate({});
    const templatesIn = (story: typeof silent) =>
      run(story).findings.filter(({ resource }) => resource.type === 'AWS::EC2::LaunchTemplate');
    expect(templatesIn(silent)).toEqual([]);
    expect(templatesIn(silent.with(metadataDefaults({ 'eu-west-1': 'optional' })))).toMatchObject([
      { severity: 'high' },
    ]);
    const undecided = templatesIn(silent.with(metadataDefaults({ 'eu-west-1': null })));
    expect(undecided).toMatchObject([{ severity: 'medium', evidence: { regionDefault: null } }]);
    expect(undecided.map(instanceImdsv1.describe)).toEqual([
      'Launch template web of eu-west-1 makes instances that answer without a token, version 1 leaves it to the Region and the image.',
    ]);
    expect(run(withTemplate({ httpEndpoint: 'disabled' })).status).toBe('pass');
  });

  it('does not know a silent template when the default of its Region was not read', () => {
    const [template] = withTemplate({}).build().launchTemplates?.items ?? [];
    const unread = withTemplate({}).with(metadataDefaults({ 'us-east-1': 'required' }));
    expect(run(unread).unknown).toMatchObject([{ resourceArn: template?.arn, code: 'not-collected' }]);
    expect(run(withTemplate({}).without('instance-metadata-defaults')).unknown).toMatchObject([
      { resourceArn: template?.arn },
      { reason: 'instance-metadata-defaults denied: instance-metadata-defaults was denied' },
    ]);
    const explicit = withTemplate({ httpTokens: 'optional' }).without('instance-metadata-defaults');
    expect(run(explicit).findings).toMatchObject([{ resource: { name: 'web' } }]);
  });

  it('reports each Region whose default does not demand a token', () => {
    const regions = metadataDefaults({ 'eu-west-1': null, 'us-east-1': 'optional', 'eu-central-1': 'required' });
    const { findings } = run(account.with({ ...regions, ...instances(anInstance()) }));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        discriminator: 'eu-west-1',
        resource: { type: 'AWS::::Account' },
        evidence: { region: 'eu-west-1', httpTokens: null },
      },
      { severity: 'low', discriminator: 'us-east-1' },
    ]);
    expect(findings.map(instanceImdsv1.describe)).toEqual([
      'In eu-west-1 the account does not demand version 2 of the metadata service of new instances.',
      'In us-east-1 the account does not demand version 2 of the metadata service of new instances.',
    ]);
    expect(findings.map((finding) => instanceImdsv1.remediate(finding).commands)[0]).toEqual([
      "aws ec2 modify-instance-metadata-defaults --http-tokens 'required' --region 'eu-west-1'",
    ]);
  });

  it('says which source was denied, and that a Region was not read', () => {
    expect(run(account.without('instances')).status).toBe('unknown');
    expect(run(account.without('launch-templates')).unknown).toEqual([
      { code: 'not-collected', reason: 'launch-templates denied: launch-templates was denied' },
    ]);
    const partly = { status: 'partial', reason: 'us-east-1: no answer', dataAsOf: null } as const;
    expect(run(account.withCoverage('instances', partly)).unknown).toMatchObject([
      { code: 'not-collected', reason: 'instances partial: us-east-1: no answer' },
    ]);
  });
});
