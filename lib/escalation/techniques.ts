import type { Technique } from './technique.ts';
import { containers } from './techniques/containers.ts';
import { data } from './techniques/data.ts';
import { deployment } from './techniques/deployment.ts';
import { functions } from './techniques/functions.ts';
import { iamAccess } from './techniques/iam-access.ts';
import { iamPolicies } from './techniques/iam-policies.ts';
import { identityCenter } from './techniques/identity-center.ts';
import { instances } from './techniques/instances.ts';
import { learning } from './techniques/learning.ts';

/** All techniques, in the order in which they are listed: those that need the fewest other resources first. */
export const techniques: readonly Technique[] = [
  ...iamPolicies,
  ...iamAccess,
  ...identityCenter,
  ...functions,
  ...instances,
  ...containers,
  ...data,
  ...learning,
  ...deployment,
];

const byId = new Map(techniques.map((technique) => [technique.id, technique]));

/** @throws RangeError for an id that is none */
export function techniqueOf(id: string): Technique {
  const technique = byId.get(id);
  if (technique === undefined) throw new RangeError(`no technique is called ${id}`);
  return technique;
}
