import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { policyOf } from '../../policy/document.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { AccountView, Principal } from '../account-view.ts';
import { once, oncePer } from '../once.ts';
import { nameOfSource } from '../permissions.ts';
import { limitsIn } from '../policy/left-to-holders.ts';
import { boundableWrites } from '../policy/risk-classes.ts';
import { unconfinedStatements } from '../policy/unconfined-actions.ts';

/** A service in which a principal can change everything there is. */
export interface WildcardWrites {
  readonly service: string;
  /** The policies that allow it, each by itself: an ARN, or the name of an inline policy. */
  readonly policies: readonly string[];
}

/**
 * The services of which a policy of the principal allows every action that writes, on every resource and without any condition,
 * where neither another policy nor the boundary takes one of them away. Services with a single such action are left out.
 */
export function wildcardWritesOf(account: AccountView, principal: Principal): readonly WildcardWrites[] {
  const policies = new Map<ServiceWrites, string[]>();
  for (const { document, source } of account.grantsOf(principal)) {
    const services = document === null ? NONE : writtenIn(account)(document).services;
    for (const service of services) {
      const known = policies.get(service);
      if (known === undefined) policies.set(service, [nameOfSource(source)]);
      else known.push(nameOfSource(source));
    }
  }
  if (policies.size === 0) return [];
  const { leaves } = limitsIn(account)(principal);
  return [...policies]
    .filter(([{ writes }]) => leaves === null || writes.every((action) => leaves.has(action)))
    .map(([{ service }, names]) => ({ service, policies: [...new Set(names)].toSorted() }))
    .toSorted((a, b) => (a.service < b.service ? -1 : 1));
}

interface ServiceWrites {
  readonly service: string;
  readonly writes: readonly number[];
}

const NONE: readonly ServiceWrites[] = [];

const writtenIn = oncePer((account: AccountView) =>
  oncePer((document: StoredDocument): { readonly services: readonly ServiceWrites[] } => {
    const statements = unconfinedStatements(policyOf(document), account.snapshot.account);
    const found = new Map<ServiceWrites, number>();
    for (const action of new Set(statements.flatMap(({ actions }) => actions))) {
      const service = serviceOfWrite().get(action);
      if (service !== undefined) found.set(service, (found.get(service) ?? 0) + 1);
    }
    return {
      services: [...found].filter(([{ writes }, count]) => count === writes.length).map(([service]) => service),
    };
  }),
);

const serviceOfWrite = once((): ReadonlyMap<number, ServiceWrites> => {
  const services = Map.groupBy(boundableWrites(), (action) => catalogue.actionName(action).split(':', 1)[0] ?? '');
  const all = [...services].map(([service, writes]): ServiceWrites => ({ service, writes }));
  return new Map(
    all
      .filter(({ writes }) => writes.length > 1)
      .flatMap((each) => each.writes.map((action) => [action, each] as const)),
  );
});
