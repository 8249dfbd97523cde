import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Facts, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { numberOf, recordsOf, someOf, textOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { oncePer } from '../once.ts';
import { accountResource, resourceOf } from '../resources.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { type Instance, instanceId, instanceResource, instancesOf } from './instances.ts';

type LaunchTemplate = NonNullable<Snapshot['launchTemplates']>['items'][number];

export const instanceImdsv1: Check = {
  id: 'instance-imdsv1',
  family: 'compute',
  title: 'Metadata service that answers without a token',
  flags:
    'An instance, running or stopped, whose metadata service takes requests of version 1; a launch template whose default or latest version ' +
    'makes such instances; and a Region in which the account does not demand version 2 of new instances. A template that leaves it to ' +
    'a Region without a default is medium: some images and types of instances demand version 2 by themselves. So is the missing default: ' +
    'nobody gets in by that alone; it is low in a Region without instances and templates. Not flagged is a metadata service that is off.',
  severity: 'high',
  rationale:
    'Version 1 hands the credentials of the role to whatever request reaches it: an application that can be made to fetch an address is ' +
    'enough. Version 2 asks for a token that such a request cannot get.',
  remediation: 'Demand version 2: of each instance, in launch templates, and as the default of each Region.',
  mappings: {
    cis: { '3.0': '5.6', '5.0': '5.7', '6.0': '6.7', '7.0': '6.7' },
    securityHub: ['EC2.8', 'EC2.170'],
    prowler: [
      'ec2_instance_imdsv2_enabled',
      'ec2_launch_template_imdsv2_required',
      'ec2_instance_account_imdsv2_enabled',
    ],
  },
  needs: ['instances'],
  uses: ['launch-templates', 'instance-metadata-defaults'],

  *evaluate(context) {
    const { launchTemplates, instanceMetadataDefaults } = context.account.snapshot;
    yield* eachRead(context, 'instances', instancesOf(context), (instance) => judgeInstance(context, instance));
    yield* eachRead(context, 'launch-templates', launchTemplates?.items ?? [], (template) =>
      judgeTemplate(context, template),
    );
    yield* eachRead(context, 'instance-metadata-defaults', instanceMetadataDefaults?.regions ?? [], (region) =>
      judgeDefault(context, region),
    );
  },

  describe(facts) {
    const { resource, evidence } = facts;
    const region = textOf(evidence, 'region');
    switch (resource.type) {
      case 'AWS::EC2::LaunchTemplate':
        return `Launch template ${resource.name} of ${region} makes instances that answer without a token, ${someOf(versionsIn(facts))}.`;
      case 'AWS::EC2::Instance':
        return `The metadata service of instance ${resource.name} of ${region} (${textOf(evidence, 'state')}) answers without a token.`;
      default:
        return `In ${region} the account does not demand version 2 of the metadata service of new instances.`;
    }
  },

  remediate({ resource, evidence }) {
    const region = textOf(evidence, 'region') ?? '';
    switch (resource.type) {
      case 'AWS::EC2::LaunchTemplate':
        return remediation(
          'Make a version that demands it, from the latest one, and make it the default with `aws ec2 modify-launch-template`. Instances that run ' +
            'keep what they have.',
          [
            {
              call: 'ec2 create-launch-template-version',
              options: {
                'launch-template-id': resource.arn.slice(resource.arn.lastIndexOf('/') + 1),
                'source-version': '$Latest',
                'launch-template-data': '{"MetadataOptions":{"HttpTokens":"required"}}',
                region,
              },
            },
          ],
        );
      case 'AWS::EC2::Instance':
        return remediation(
          'See by the metric MetadataNoToken of the instance that nothing on it uses version 1 any more. The change holds at once; ' +
            '`--http-tokens optional` takes it back.',
          [
            {
              call: 'ec2 modify-instance-metadata-options',
              options: { 'instance-id': instanceId(resource.arn), 'http-tokens': 'required', region },
            },
          ],
        );
      default:
        return remediation(
          'It holds for new instances that say nothing themselves; those that run keep what they have. `--http-tokens no-preference` takes it back.',
          [{ call: 'ec2 modify-instance-metadata-defaults', options: { 'http-tokens': 'required', region } }],
        );
    }
  },
};

function versionsIn({ evidence }: Facts): readonly string[] {
  return recordsOf(evidence, 'versions').map((version) => {
    const how = textOf(version, 'httpTokens') === null ? 'leaves it to the Region and the image' : 'allows it';
    return `version ${numberOf(version, 'number')} ${how}`;
  });
}

function judgeInstance(context: CheckContext, instance: Instance): Verdict {
  const { arn, region, state, httpTokens, httpEndpoint, hopLimit } = instance;
  if (httpEndpoint === 'disabled' || httpTokens === 'required') return pass;
  if (httpTokens === null) {
    return unknown(
      { code: 'not-collected', reason: 'EC2 does not say which versions its metadata service takes.' },
      arn,
    );
  }
  return {
    verdict: 'finding',
    resource: instanceResource(context, instance),
    evidence: { region, state, httpTokens, hopLimit },
  };
}

/**
 * What the template says holds before the Region's default, and that before the image's.
 * EC2 User Guide, configuring-instance-metadata-options, "Order of precedence for instance metadata options".
 */
function judgeTemplate(context: CheckContext, { arn, name, region, versions }: LaunchTemplate): Verdict {
  const answering = versions.filter(({ httpEndpoint }) => httpEndpoint !== 'disabled');
  const byDefault = tokensByDefault(context, region);
  const open = answering.filter(({ httpTokens }) => (httpTokens ?? byDefault.httpTokens) !== 'required');
  if (open.length === 0) return pass;
  const certain = open.filter(({ httpTokens }) => httpTokens !== null || byDefault.unread === null);
  if (certain.length === 0 && byDefault.unread !== null) return unknown(byDefault.unread, arn);
  const isAllowed = certain.some(({ httpTokens }) => (httpTokens ?? byDefault.httpTokens) !== null);
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::EC2::LaunchTemplate', arn, name),
    severity: isAllowed ? 'high' : 'medium',
    evidence: {
      region,
      regionDefault: byDefault.httpTokens,
      versions: certain.map(({ number, isDefault, isLatest, httpTokens }) => ({
        number,
        isDefault,
        isLatest,
        httpTokens,
      })),
    },
  };
}

interface TokensByDefault {
  /** null: the Region prefers neither. */
  readonly httpTokens: string | null;
  /** Why that is not known. */
  readonly unread: Unknown | null;
}

function tokensByDefault({ account }: CheckContext, region: string): TokensByDefault {
  const { instanceMetadataDefaults: defaults } = account.snapshot;
  const httpTokens = defaults?.items.find((each) => each.region === region)?.httpTokens ?? null;
  if (defaults?.regions.includes(region)) return { httpTokens, unread: null };
  const reason = `What ${region} demands of new instances by default was not read.`;
  return { httpTokens: null, unread: { code: 'not-collected', reason } };
}

function judgeDefault(context: CheckContext, region: string): Verdict {
  const { httpTokens } = tokensByDefault(context, region);
  if (httpTokens === 'required') return pass;
  return {
    verdict: 'finding',
    resource: accountResource(context),
    discriminator: region,
    severity: isInUse(context).has(region) ? 'medium' : 'low',
    evidence: { region, httpTokens },
  };
}

/** The Regions that have instances or templates. */
const isInUse = oncePer((context: CheckContext): ReadonlySet<string> => {
  const templates = context.account.snapshot.launchTemplates?.items ?? [];
  return new Set([...instancesOf(context), ...templates].map(({ region }) => region));
});
