import { looksLikeSecretName } from '../../secret-names.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { dayOf, textOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { resourceOf } from '../resources.ts';
import { pass } from '../verdicts.ts';

type Parameter = NonNullable<Snapshot['parameters']>['items'][number];

export const parameterSecretInPlaintext: Check = {
  id: 'parameter-secret-in-plaintext',
  family: 'serverless',
  title: 'Parameter with a secret that is not encrypted',
  flags:
    'A parameter of type String or StringList whose name says that its value is a secret: a word such as password, secret, token or ' +
    'api-key among those that separators and capitals make of it. A name of something about a secret is not flagged: `password-policy`, ' +
    '`secret-arn`, `token-ttl`. Values are never read.',
  severity: 'high',
  rationale:
    'Whoever may read parameters reads it, and it stands in the console, in the history of the parameter and in every tool that lists ' +
    'values. A SecureString takes a second permission, for its key.',
  remediation: 'Keep the secret in a SecureString or in Secrets Manager, and change it, as others may have read it.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['parameters'],

  evaluate: (context) =>
    eachRead(context, 'parameters', context.account.snapshot.parameters?.items ?? [], (parameter) =>
      judge(context, parameter),
    ),

  describe({ resource, evidence }) {
    const changed = dayOf(evidence, 'modifiedAt');
    const since = changed === null ? '' : `, last changed ${changed}`;
    return `Parameter ${resource.name} of ${textOf(evidence, 'region')} is called like a secret and is a ${textOf(evidence, 'type')}${since}.`;
  },

  remediate({ resource, evidence }) {
    const region = textOf(evidence, 'region') ?? '';
    return remediation(
      'The type of a parameter cannot be changed, and its history keeps the old values until it is deleted. Write a new secret into ' +
        'secret.txt, create a SecureString, let its readers decrypt with its key and take it by its new name, and delete the old ' +
        'parameter and the file then.',
      [
        {
          call: 'ssm put-parameter',
          options: { name: `${resource.name}-secure`, type: 'SecureString', region },
          files: { value: 'secret.txt' },
        },
        { call: 'ssm delete-parameter', options: { name: resource.name, region } },
      ],
    );
  },
};

function judge(context: CheckContext, { arn, name, region, type, modifiedAt }: Parameter): Verdict {
  if (type === 'SecureString' || !looksLikeSecretName(name)) return pass;
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::SSM::Parameter', arn, name),
    evidence: { region, type, modifiedAt },
  };
}
