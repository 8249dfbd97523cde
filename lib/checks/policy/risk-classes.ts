import { Bitset } from '../../policy/bitset.ts';
import { type AccessLevel, catalogue } from '../../policy/catalogue/catalogue.ts';
import { once } from '../once.ts';
import riskActions from './risk-actions.json' with { type: 'json' };

/** What can be done with an action that nothing confines. Each is the id of the check that reports it. */
export const riskClasses = [
  'data-exfiltration',
  'resource-exposure',
  'credentials-exposure',
  'infrastructure-modification',
] as const;
export type RiskClass = (typeof riskClasses)[number];

const members: Readonly<Record<RiskClass, () => Bitset>> = {
  'data-exfiltration': once(() => listed(riskActions.dataExfiltration)),
  'resource-exposure': once(() => actionsWith((action) => catalogue.accessLevel(action) === 'Permissions management')),
  'credentials-exposure': once(() => listed(riskActions.credentialsExposure)),
  'infrastructure-modification': once(() => boundable(['Write', 'Permissions management', 'Tagging'])),
};

/** The catalogue's actions of a class. */
export function actionsOfClass(riskClass: RiskClass): Bitset {
  return members[riskClass]();
}

/** The actions of any class. */
export const riskyActions = once(() => Bitset.union(catalogue.actionCount, riskClasses.map(actionsOfClass)));

/** Actions that change something, or who may, on resources that a policy could have named. */
export const boundableWrites = once(() => boundable(['Write', 'Permissions management']));

function listed(actions: readonly string[]): Bitset {
  const numbers = actions.map((action) => catalogue.actionNumber(action)).filter((action) => action !== null);
  return Bitset.of(catalogue.actionCount, numbers);
}

function boundable(levels: readonly AccessLevel[]): Bitset {
  return actionsWith((action) => levels.includes(catalogue.accessLevel(action)) && catalogue.supportsResources(action));
}

function actionsWith(isMember: (actionNumber: number) => boolean): Bitset {
  const members: number[] = [];
  for (let action = 0; action < catalogue.actionCount; action++) if (isMember(action)) members.push(action);
  return Bitset.of(catalogue.actionCount, members);
}
