import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { exceptionParameter } from './exception-parameter.ts';

/** The calls that delete parameters. */
const deletions = ['DeleteParameter', 'DeleteParameters'];

export const configurationChanged: Check = {
  id: 'configuration-changed',
  family: 'housekeeping',
  title: 'Configuration or exception changed',
  flags:
    'The configuration (`{prefix}/config`) or an exception (`{prefix}/exceptions/{id}`) that was written since the audit before; a ' +
    'configuration that there was then, or an exception that hid findings, and that is gone. Each change stands for one night. On ' +
    'the first night there is nothing to compare with.',
  severity: 'low',
  rationale:
    'Who may write the settings of an audit decides what it does not say: a threshold, a trusted account or an exception hides ' +
    'findings without mending anything.',
  remediation: 'Make sure that the change was meant; the finding goes by itself with the next audit.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: [],

  *evaluate(context) {
    const { settings } = context;
    if (settings === undefined) return;
    if (settings.status === 'unread') {
      const reason = `When the settings were changed could not be read: ${settings.reason}`;
      yield unknown({ code: 'not-collected', reason }, accountResource(context).arn);
      return;
    }
    yield pass;
    for (const { name, version, changedAt, changedBy } of settings.changed) {
      yield {
        verdict: 'finding',
        resource: exceptionParameter(context, name),
        evidence: { parameter: name, version, changedAt, changedBy },
        // Each change is one: the next one is new, not the same again.
        discriminator: `version ${version}`,
      };
    }
    for (const name of settings.deleted) {
      yield {
        verdict: 'finding',
        resource: exceptionParameter(context, name),
        // Parameter Store forgets who deleted; CloudTrail is asked for it (findings/causes.ts).
        evidence: { parameter: name, deletedAfter: settings.since },
        discriminator: `deleted after ${settings.since}`,
      };
    }
  },

  describe({ evidence }) {
    const parameter = textOf(evidence, 'parameter') ?? 'unknown';
    const deletedAfter = textOf(evidence, 'deletedAfter');
    if (deletedAfter !== null) return `${parameter} was deleted after ${deletedAfter}.`;
    const changedAt = textOf(evidence, 'changedAt') ?? 'an unknown time';
    return `${parameter} was written on ${changedAt} by ${textOf(evidence, 'changedBy') ?? 'an unknown principal'}.`;
  },

  remediate({ resource, evidence }) {
    return textOf(evidence, 'deletedAfter') === null
      ? remediation(
          'Ask who wrote it whether it was meant. The command shows every version that is kept, and who wrote it.',
          [
            {
              call: 'ssm get-parameter-history',
              options: { name: resource.name, query: 'Parameters[].[Version,LastModifiedDate,LastModifiedUser,Value]' },
              flags: ['with-decryption'],
            },
          ],
        )
      : remediation(
          'Ask whether it was meant: without the configuration the defaults hold, and what an exception hid is back. The commands ' +
            'show who deletes parameters.',
          deletions.map((event) => ({
            call: 'cloudtrail lookup-events',
            options: { 'lookup-attributes': `AttributeKey=EventName,AttributeValue=${event}` },
          })),
        );
  },
};
