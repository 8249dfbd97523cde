import { oncePer } from '../../../../../checks/once.ts';
import type { Step, Way } from './ways.ts';

/** Whoever starts, whichever of those who start alike it is. */
export const START = 'start';

/** Where ways end that make an administrator of whoever rewrites its own policies. */
export const OWN_POLICIES = 'itself';

/** A line of the graph that a way follows: from one place to another, in one step or in several on the same principal. */
export interface WayEdge {
  /** `start`, `itself`, or `via ARN` and `target ARN`: a principal on the way, and as the administrator at its end. */
  readonly from: string;
  readonly to: string;
  readonly steps: readonly Step[];
}

/** The lines that a way follows, one after the other. */
export interface Route {
  readonly edges: readonly WayEdge[];
  /** Equal for ways that follow the same lines. */
  readonly key: string;
}

/** The route of a way. What a principal does to itself before it goes on belongs to the line on which it goes on. */
export const routeOf = oncePer(({ steps }: Way): Route => {
  const edges = edgesOf(steps);
  return { edges, key: edges.map(({ from, to }) => `${from}\n${to}`).join('\n\n') };
});

function edgesOf(steps: readonly Step[]): readonly WayEdge[] {
  // The first step is the one of whoever starts.
  const start = steps[0]?.from;
  const last = steps.at(-1);
  if (last === undefined) return [];
  const endsOnItself = last.to === last.from || last.to === start;
  const placeOf = (arn: string) => {
    if (arn === start) return START;
    return arn === last.to && !endsOnItself ? `target ${arn}` : `via ${arn}`;
  };
  const edges = new Map<string, { from: string; to: string; steps: Step[] }>();
  let before: Step[] = [];
  for (const step of steps) {
    const isLast = step === last;
    const isOnItself = step.to === step.from || step.to === start;
    if (isOnItself && !isLast) {
      before.push(step);
      continue;
    }
    const from = placeOf(step.from);
    const to = isOnItself ? OWN_POLICIES : placeOf(step.to);
    const key = `${from}\n${to}`;
    const edge = edges.get(key) ?? { from, to, steps: [] };
    edge.steps.push(...before, step);
    edges.set(key, edge);
    before = [];
  }
  return [...edges.values()];
}
