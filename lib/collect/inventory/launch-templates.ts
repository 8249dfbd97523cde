import { type LaunchTemplateVersion, paginateDescribeLaunchTemplateVersions } from '@aws-sdk/client-ec2';
import type { LaunchTemplate, Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';
import type { Owner } from './instances.ts';

type LaunchTemplates = NonNullable<Snapshot['launchTemplates']>;

/** The most that EC2 gives on a page. */
const PAGE_VERSIONS = 200;

/** Launch templates, each with its default version and its latest: EC2 gives those of all templates in one list. */
export async function readLaunchTemplates(
  { aws }: CollectContext,
  where: RegionsToRead,
  { partition, accountId }: Owner,
): Promise<Reading<LaunchTemplates>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const pages = paginateDescribeLaunchTemplateVersions(
      { client: aws.ec2(region), pageSize: PAGE_VERSIONS },
      { Versions: ['$Default', '$Latest'] },
    );
    const versions = (await Array.fromAsync(pages)).flatMap((page) => page.LaunchTemplateVersions ?? []);
    const byTemplate = Map.groupBy(versions, ({ LaunchTemplateId: id }) => required(id, 'LaunchTemplateId'));
    return Array.from(byTemplate, ([id, ofTemplate]) => ({
      arn: `arn:${partition}:ec2:${region}:${accountId}:launch-template/${id}`,
      id,
      name: ofTemplate[0]?.LaunchTemplateName ?? id,
      region,
      versions: versionsIn(ofTemplate),
    }));
  });
  return { data: { regions, items }, gaps };
}

/** A version that is default and latest can be listed once or twice. EC2 does not mark the latest; no other has a higher number. */
function versionsIn(listed: readonly LaunchTemplateVersion[]): LaunchTemplate['versions'] {
  const byNumber = new Map(listed.map((version) => [required(version.VersionNumber, 'VersionNumber'), version]));
  const latest = Math.max(...byNumber.keys());
  return Array.from(byNumber, ([number, { DefaultVersion, LaunchTemplateData: data }]) => ({
    number,
    isDefault: DefaultVersion ?? false,
    isLatest: number === latest,
    instanceProfile: data?.IamInstanceProfile?.Arn ?? data?.IamInstanceProfile?.Name ?? null,
    httpTokens: data?.MetadataOptions?.HttpTokens ?? null,
    hopLimit: data?.MetadataOptions?.HttpPutResponseHopLimit ?? null,
    httpEndpoint: data?.MetadataOptions?.HttpEndpoint ?? null,
  }));
}
