import type { Principal } from './account-view.ts';
import type { CheckContext, Verdict } from './check.ts';
import { nameOfSource, unreadReason } from './permissions.ts';
import { type Unknown, unknown } from './verdicts.ts';

/** What cannot be judged of a principal's permissions: a service or policy, or without `detail` all that is not judged otherwise. */
export type Unseen = Unknown & { readonly detail?: string };

/** Gathers what cannot be judged of a principal's permissions, each thing once; from the start, the policies that nobody can read. */
export class Doubts {
  readonly #unseen = new Map<string, Unseen>();

  constructor({ account }: CheckContext, principal: Principal) {
    for (const grant of account.grantsOf(principal)) {
      const unread = unreadReason(grant.document);
      if (unread !== null) this.note(unread, nameOfSource(grant.source));
    }
  }

  get all(): readonly Unseen[] {
    return [...this.#unseen.values()];
  }

  /** What holds for many services, such as a lost report, is said once; only an untracked service is a matter of its own. */
  note({ code, reason }: Unknown, detail: string): void {
    if (code === 'untracked' || code === 'unreadable-document') {
      this.#unseen.set(JSON.stringify([code, reason, detail]), { code, reason, detail });
    } else this.#unseen.set(`${code} ${reason}`, { code, reason });
  }
}

/** What cannot be judged, said of the principal. */
export function* unseenVerdicts(principal: Principal, unseen: readonly Unseen[]): Iterable<Verdict> {
  for (const { detail, ...reason } of unseen) {
    // A service without records is never part of the finding, which is resolved without it.
    yield unknown(reason, principal.arn, detail, reason.code === 'untracked' ? detail : undefined);
  }
}
