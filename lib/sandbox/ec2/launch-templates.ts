import type {
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesResult,
  DescribeLaunchTemplateVersionsCommandInput,
  DescribeLaunchTemplateVersionsResult,
  LaunchTemplateVersion,
} from '@aws-sdk/client-ec2';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { compileFilters } from './filters.ts';
import { pageRequest } from './paging.ts';

/** What MaxResults may be (API reference of both operations). */
const pageSizes = { minimum: 1, maximum: 200 };

type Template = Account['launchTemplates'][number];
type Version = Template['versions'][number];

export function describeLaunchTemplates(
  call: Call<HandlerInput<DescribeLaunchTemplatesCommandInput>>,
): DescribeLaunchTemplatesResult {
  const { input, account, region } = call;
  const named = input.LaunchTemplateIds ?? input.LaunchTemplateNames;
  const here = account.launchTemplates.filter((template) => template.region === region);
  const templates = named ? named.map((idOrName) => findTemplate(here, idOrName)) : here;
  const passes = compileFilters<Template>(input.Filters, { 'launch-template-name': ({ name }) => name });
  const { items, nextToken } = pageOf({
    items: templates.filter(passes),
    keyOf: ({ id }) => id,
    ...pageRequest(input, account, pageSizes),
  });
  return {
    LaunchTemplates: items.map((template) => ({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      DefaultVersionNumber: defaultNumber(template),
      LatestVersionNumber: template.versions.length,
    })),
    NextToken: nextToken,
  };
}

/**
 * DescribeLaunchTemplateVersions: of one template, or of all in the Region those versions that are the default or the latest,
 * each once. A `LaunchTemplateData` has what the template says and nothing for what it leaves open.
 */
export function describeLaunchTemplateVersions(
  call: Call<HandlerInput<DescribeLaunchTemplateVersionsCommandInput>>,
): DescribeLaunchTemplateVersionsResult {
  const { input, account, region } = call;
  const named = input.LaunchTemplateId ?? input.LaunchTemplateName;
  const here = account.launchTemplates.filter((template) => template.region === region);
  const templates = named === undefined ? here : [findTemplate(here, named)];
  const wanted = input.Versions ?? [];
  if (named === undefined) {
    refuseNumbers(wanted);
  }
  const { items, nextToken } = pageOf({
    items: templates.flatMap((template) => versionsOf(template, wanted)),
    keyOf: ({ LaunchTemplateId: id, VersionNumber: number = 0 }) => `${id}/${String(number).padStart(6, '0')}`,
    ...pageRequest(input, account, pageSizes),
  });
  return { LaunchTemplateVersions: [...items], NextToken: nextToken };
}

function findTemplate(templates: readonly Template[], idOrName: string): Template {
  const found = templates.find(({ id, name }) => id === idOrName || name === idOrName);
  if (found) {
    return found;
  }
  throw idOrName.startsWith('lt-')
    ? new AwsError('InvalidLaunchTemplateId.NotFound', 'At least one of the launch templates specified does not exist.')
    : new AwsError(
        'InvalidLaunchTemplateName.NotFoundException',
        'At least one of the launch templates specified does not exist.',
      );
}

/** Numbers mean something for one template only. */
function refuseNumbers(wanted: readonly string[]): void {
  if (wanted.length === 0) {
    throw new AwsError('MissingParameter', 'Either a launch template or $Latest or $Default must be specified.');
  }
  const number = wanted.find((version) => version !== '$Latest' && version !== '$Default');
  if (number !== undefined) {
    throw new AwsError('InvalidParameterValue', `Version ${number} can not be specified without a launch template.`);
  }
}

function versionsOf(template: Template, wanted: readonly string[]): LaunchTemplateVersion[] {
  const standard = defaultNumber(template);
  const aliases: Readonly<Record<string, number>> = { $Default: standard, $Latest: template.versions.length };
  const numbers = new Set(wanted.map((version) => aliases[version] ?? Number(version)));
  return template.versions
    .map((version, index) => ({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      VersionNumber: index + 1,
      DefaultVersion: index + 1 === standard,
      LaunchTemplateData: dataOf(version),
    }))
    .filter(({ VersionNumber }) => wanted.length === 0 || numbers.has(VersionNumber));
}

function dataOf({ instanceProfile, httpTokens, hopLimit, httpEndpoint }: Version) {
  const saysNothing = httpTokens === undefined && hopLimit === undefined && httpEndpoint === undefined;
  return {
    IamInstanceProfile:
      instanceProfile === undefined
        ? undefined
        : { [instanceProfile.startsWith('arn:') ? 'Arn' : 'Name']: instanceProfile },
    MetadataOptions: saysNothing
      ? undefined
      : { HttpTokens: httpTokens, HttpPutResponseHopLimit: hopLimit, HttpEndpoint: httpEndpoint },
  };
}

function defaultNumber({ versions }: Template): number {
  return (
    Math.max(
      0,
      versions.findIndex(({ isDefault }) => isDefault),
    ) + 1
  );
}
