import { policyOf } from '../../policy/document.ts';
import { namedService, namesAction } from '../../policy/expand.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { numberOf, textOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { type Instance, instanceId, instanceResource, instancesOf, roleOf } from './instances.ts';

export const instanceHopLimit: Check = {
  id: 'instance-hop-limit',
  family: 'compute',
  title: 'Metadata service that answers beyond the instance',
  flags:
    'An instance whose metadata service lets its tokens travel more than one hop, although nothing says that it runs containers, which need ' +
    'two: it has no tags of an EKS or ECS cluster, and its role is no host of containers (it may not register as one with ECS and has ' +
    "no policy of an EKS worker). Images that demand version 2, such as Amazon Linux 2023's, bring a limit of 2.",
  severity: 'low',
  rationale:
    'With one hop the answer reaches the instance alone. With more, what only passes through it can have it as well: a container without a ' +
    'role of its own, a proxy, a VPN.',
  remediation: 'Set the limit to 1.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['instances', 'authorization-details'],

  evaluate: (context) => eachRead(context, 'instances', instancesOf(context), (instance) => judge(context, instance)),

  describe({ resource, evidence }) {
    return `The metadata service of instance ${resource.name} of ${textOf(evidence, 'region')} answers across ${numberOf(evidence, 'hopLimit')} hops, and nothing says that it runs containers.`;
  },

  remediate({ resource, evidence }) {
    return remediation(
      'See first that no container on the instance asks for its role. The change holds at once and takes no restart; the same line with the old ' +
        'number takes it back.',
      [
        {
          call: 'ec2 modify-instance-metadata-options',
          options: {
            'instance-id': instanceId(resource.arn),
            'http-put-response-hop-limit': '1',
            region: textOf(evidence, 'region') ?? '',
          },
        },
      ],
    );
  },
};

function judge(context: CheckContext, instance: Instance): Verdict {
  const { arn, region, state, hopLimit, httpEndpoint, runsContainers } = instance;
  if (httpEndpoint === 'disabled' || runsContainers) return pass;
  if (hopLimit === null) {
    return unknown({ code: 'not-collected', reason: 'EC2 does not say how far its metadata service answers.' }, arn);
  }
  if (hopLimit <= 1) return pass;
  const held = roleOf(context, instance);
  if (held.status === 'unknown') return unknown(held, arn);
  const host = held.status === 'role' ? hostsContainers(context, held.role) : false;
  if (host === true) return pass;
  if (host !== false) return unknown(host, arn);
  return {
    verdict: 'finding',
    resource: instanceResource(context, instance),
    evidence: { region, state, hopLimit, roleName: held.status === 'role' ? held.role.name : null },
  };
}

/** AWS's own for worker nodes of EKS, whatever the partition. */
const EKS_WORKER = /:iam::aws:policy\/AmazonEKSWorkerNode(Minimal)?Policy$/;

/** @returns why that cannot be said, where a policy of the role could not be read */
function hostsContainers({ account }: CheckContext, role: RolePrincipal): boolean | Unknown {
  if (role.entity.attachedPolicies.some(({ policyArn }) => EKS_WORKER.test(policyArn))) return true;
  const documents = account.grantsOf(role).map(({ document }) => document);
  if (documents.some((document) => document !== null && registersWithEcs(document).isAllowed)) return true;
  const [unread] = documents.flatMap((document) => unreadReason(document) ?? []);
  return unread ?? false;
}

/** By name or `ecs:*`: who may do everything is no host of containers for that. */
const registersWithEcs = oncePer((document: StoredDocument) => ({
  isAllowed: statementsOf(policyOf(document), 'Allow').some(({ actions }) =>
    actions?.some(
      (pattern) => namedService(pattern) === 'ecs' && namesAction(pattern, 'ecs:registercontainerinstance'),
    ),
  ),
}));
