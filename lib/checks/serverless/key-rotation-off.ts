import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { oncePer } from '../once.ts';
import { resourceOf } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

type Key = NonNullable<Snapshot['kmsKeys']>['items'][number];

export const keyRotationOff: Check = {
  id: 'key-rotation-off',
  family: 'serverless',
  title: 'Key that is not rotated',
  flags:
    'A customer key of KMS that KMS could give new material to every year, or as often as you say, and does not. Not flagged are keys that ' +
    'it cannot rotate by itself: asymmetric ones and those for HMAC, those with imported material or in another key store, and those that ' +
    'are disabled or about to be deleted.',
  severity: 'low',
  rationale:
    'Whatever was once encrypted with the key stands or falls with one piece of material. Rotation costs nothing in use: KMS keeps the old ' +
    'material for what was encrypted with it.',
  remediation: 'Switch rotation on.',
  mappings: {
    cis: { '3.0': '3.6', '5.0': '3.6', '6.0': '4.6', '7.0': '4.6' },
    securityHub: ['KMS.4'],
    prowler: ['kms_cmk_rotation_enabled'],
  },
  needs: ['kms-keys', 'key-rotation'],

  evaluate: (context) =>
    eachRead(context, 'kms-keys', context.account.snapshot.kmsKeys?.items ?? [], (key) => judge(context, key)),

  describe({ resource, evidence }) {
    const aliases = textsOf(evidence, 'aliases');
    const called = aliases.length === 0 ? '' : ` (${someOf(aliases)})`;
    return `Key ${resource.name}${called} of ${textOf(evidence, 'region')} is not rotated.`;
  },

  remediate({ resource, evidence }) {
    return remediation(
      'KMS changes the material a year later, and every year from then on (`--rotation-period-in-days` for another period); ' +
        '`aws kms disable-key-rotation` is the way back. Nothing has to be encrypted anew.',
      [
        {
          call: 'kms enable-key-rotation',
          options: { 'key-id': resource.arn, region: textOf(evidence, 'region') ?? '' },
        },
      ],
    );
  },
};

const rotationByKey = oncePer(
  ({ keyRotation }: Snapshot) => new Map(keyRotation?.map((rotation) => [rotation.keyArn, rotation] as const)),
);

function judge(context: CheckContext, { arn, id, region, aliases }: Key): Verdict {
  const rotation = rotationByKey(context.account.snapshot).get(arn);
  if (rotation === undefined) return unknown(notCollected(context, 'key-rotation'), arn);
  if (rotation.isOn || rotation.exempt !== null) return pass;
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::KMS::Key', arn, id),
    evidence: { region, aliases },
  };
}
