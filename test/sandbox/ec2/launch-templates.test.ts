import { describe, expect, it } from 'vitest';
import { describeLaunchTemplates, describeLaunchTemplateVersions } from '../../../lib/sandbox/ec2/launch-templates.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const web = {
  id: 'lt-0a1b2c3d4e5f60718',
  name: 'web',
  region: 'eu-west-1',
  versions: [
    { instanceProfile: 'web', httpTokens: 'optional' as const },
    { instanceProfile: 'arn:aws:iam::111122223333:instance-profile/web', isDefault: true, hopLimit: 2 },
    { httpTokens: 'required' as const, httpEndpoint: 'enabled' as const },
  ],
};
const worker = { id: 'lt-0b1b2c3d4e5f60718', name: 'worker', region: 'eu-west-1', versions: [{}] };
const far = { id: 'lt-0c1b2c3d4e5f60718', name: 'far', region: 'us-east-1', versions: [{}] };
const call = callsTo(embeddedAccount({ launchTemplates: [web, worker, far] }));

describe('describeLaunchTemplates', () => {
  it('tells of the templates of the Region and of the numbers of their versions', () => {
    expect(call(describeLaunchTemplates, {}).LaunchTemplates).toEqual([
      { LaunchTemplateId: web.id, LaunchTemplateName: 'web', DefaultVersionNumber: 2, LatestVersionNumber: 3 },
      { LaunchTemplateId: worker.id, LaunchTemplateName: 'worker', DefaultVersionNumber: 1, LatestVersionNumber: 1 },
    ]);
  });

  it('finds by name, and pages', () => {
    expect(call(describeLaunchTemplates, { LaunchTemplateNames: ['worker'] }).LaunchTemplates).toHaveLength(1);
    expectAwsError('InvalidLaunchTemplateId.NotFound', () =>
      call(describeLaunchTemplates, { LaunchTemplateIds: [far.id] }),
    );
    const { NextToken } = call(describeLaunchTemplates, { MaxResults: 1 });
    expect(call(describeLaunchTemplates, { MaxResults: 1, NextToken }).LaunchTemplates).toMatchObject([
      { LaunchTemplateName: 'worker' },
    ]);
    expectAwsError('InvalidParameterValue', () => call(describeLaunchTemplates, { MaxResults: 201 }));
  });
});

describe('describeLaunchTemplateVersions', () => {
  it('tells of all templates which versions are the default and the latest, each once', () => {
    const { LaunchTemplateVersions: versions = [] } = call(describeLaunchTemplateVersions, {
      Versions: ['$Default', '$Latest'],
    });
    expect(versions).toMatchObject([
      {
        LaunchTemplateName: 'web',
        VersionNumber: 2,
        DefaultVersion: true,
        LaunchTemplateData: {
          IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' },
          MetadataOptions: { HttpPutResponseHopLimit: 2 },
        },
      },
      {
        LaunchTemplateName: 'web',
        VersionNumber: 3,
        DefaultVersion: false,
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' } },
      },
      { LaunchTemplateName: 'worker', VersionNumber: 1, DefaultVersion: true },
    ]);
    expect(versions[2]?.LaunchTemplateData).toEqual({ IamInstanceProfile: undefined, MetadataOptions: undefined });
  });

  it('pages over all of them', () => {
    const Versions = ['$Default', '$Latest'];
    const first = call(describeLaunchTemplateVersions, { Versions, MaxResults: 2 });
    expect(first.LaunchTemplateVersions).toHaveLength(2);
    const { NextToken } = first;
    expect(call(describeLaunchTemplateVersions, { Versions, MaxResults: 2, NextToken })).toMatchObject({
      LaunchTemplateVersions: [{ LaunchTemplateName: 'worker' }],
      NextToken: undefined,
    });
  });

  it('tells of one template whatever version is asked for, and all where none is', () => {
    const numbersOf = (Versions?: string[]) =>
      call(describeLaunchTemplateVersions, { LaunchTemplateName: 'web', Versions }).LaunchTemplateVersions?.map(
        ({ VersionNumber }) => VersionNumber,
      );
    expect(numbersOf(['1', '$Latest'])).toEqual([1, 3]);
    expect(numbersOf()).toEqual([1, 2, 3]);
  });

  it('takes numbers for one template only, and something for all', () => {
    expectAwsError('InvalidParameterValue', () => call(describeLaunchTemplateVersions, { Versions: ['1'] }));
    expectAwsError('MissingParameter', () => call(describeLaunchTemplateVersions, {}));
  });
});
