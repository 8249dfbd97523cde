import { parseArn } from '../../policy/arn.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { countOf, recordsOf, someOf, textOf } from '../evidence.ts';
import { isTrusted, organizationInDoubt, organizationUnread } from '../trust/other-accounts.ts';
import { pass, unknown } from '../verdicts.ts';
import { publishers } from './aws-layer-publishers.ts';
import { eachFunction, functionFinding, functionIn, regionOf } from './functions.ts';

export const lambdaLayerExternal: Check = {
  id: 'lambda-layer-external',
  family: 'serverless',
  title: 'Function with a layer of another account',
  flags:
    'A function with a layer of an account that is not its own, not in `trustedAccountIds`, not of the own organisation as far as its accounts ' +
    `are known, and not one from which AWS publishes layers (a table of ${publishers.asOf}: Powertools, Lambda Insights, AppConfig, Parameters and Secrets, ` +
    'OpenTelemetry). Layers of vendors, such as those of monitoring products, are flagged until their account is trusted.',
  severity: 'medium',
  rationale:
    'A layer is code that runs in the function with its role and sees its secrets. Its version cannot change under its number, but nobody in the account ' +
    'has seen what is in it.',
  remediation: 'Publish a copy of the layer in the own account, or put its publisher into `trustedAccountIds`.',
  mappings: { cis: {}, securityHub: [], prowler: ['awslambda_function_using_cross_account_layers'] },
  needs: ['functions'],
  uses: ['organization', 'organization-accounts'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const layers = recordsOf(evidence, 'layers').map(
      (layer) => `${textOf(layer, 'name')} of account ${textOf(layer, 'accountId')}`,
    );
    const organisation = textOf(evidence, 'perhapsOfOrganization');
    const doubt =
      organisation === null ? '' : ` Whether that account is of organisation ${organisation}, nobody could look up.`;
    return `${functionIn(facts)} runs code of others: ${someOf(layers, countOf(evidence, 'layers'))}.${doubt}`;
  },

  remediate({ resource, evidence }) {
    const layers = recordsOf(evidence, 'layers').flatMap((layer) => textOf(layer, 'layer') ?? []);
    return remediation(
      'Each line prints where the content of a layer can be fetched. Read it, publish it in the own account with `aws lambda publish-layer-version`, and name that one ' +
        'in the function. Of a vendor that is meant, put the account into trustedAccountIds.',
      layers.map((arn) => ({ call: 'lambda get-layer-version-by-arn', options: { arn, ...regionOf(resource) } })),
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const layers = lambda.layerArns.flatMap((layer) => {
    const external = ownerElsewhere(context, layer);
    return external === null ? [] : [{ layer, ...external }];
  });
  if (layers.length === 0) return pass;
  const unread = organizationUnread(context);
  if (unread !== null) return unknown(unread, lambda.arn);
  const perhapsOfOrganization = organizationInDoubt(context);
  return functionFinding(context, lambda, { layers, ...(perhapsOfOrganization !== null && { perhapsOfOrganization }) });
}

/** The owner of a layer, where that is a stranger; null where it is not. */
function ownerElsewhere(
  context: CheckContext,
  layer: string,
): { readonly name: string; readonly accountId: string } | null {
  const arn = parseArn(layer);
  if (arn === null) return null;
  const { accountId, resource } = arn;
  const isKnown = accountId === context.account.snapshot.account.accountId || publishers.accountIds.has(accountId);
  return isKnown || isTrusted(context, { accountId }) ? null : { name: resource.split(':')[1] ?? resource, accountId };
}
