import { describe, expect, it } from 'vitest';
import { type GraphOptions, graphOf } from '../../../../lib/report/page/app/views/escalation/graph.ts';
import { layoutOf } from '../../../../lib/report/page/app/views/escalation/layout.ts';
import { sourcesIn } from '../../../../lib/report/page/app/views/escalation/ways.ts';
import { aHop, arnOf, dataOf } from './a-way.ts';

type Paths = Parameters<typeof dataOf>[0];

const SHARED = 'arn:aws:iam::111122223333:policy/shared 0';
const graph = (paths: Paths, options: Partial<GraphOptions> = {}) =>
  graphOf(sourcesIn(dataOf(paths)), { gravest: new Set(), cut: new Set(), ...options });
const others = { grants: [{ policyArn: 'arn:aws:iam::111122223333:policy/other', statement: 1 }] };

/** So many users, each with ways to so many administrators of its own. */
const many = (users: number, admins: number, hop: Parameters<typeof aHop>[2] = {}): Paths =>
  Object.fromEntries(
    Array.from({ length: users }, (_, user) => [
      `u${user}`,
      Array.from({ length: admins }, (_, admin) => [aHop(`u${user}`, `admin-${user}-${admin}`, hop)]),
    ]),
  );

describe('graphOf', () => {
  it('makes one place of those who can do the same, and one line of their techniques', () => {
    const ways = (name: string) => [
      [aHop(name, 'admin')],
      [aHop(name, 'admin', { technique: 'lambda-001' })],
      [aHop(name, 'worker'), aHop('worker', 'admin')],
    ];
    const { nodes, edges, grouping } = graph({ ute: ways('ute'), uli: ways('uli'), udo: [[aHop('udo', 'admin')]] });
    expect(grouping).toBe('by-principal');
    expect(nodes.map(({ kind, members, ways: count }) => [kind, members.length, count])).toEqual([
      ['start', 2, 6],
      ['start', 1, 1],
      ['target', 1, 7],
      ['via', 1, 2],
    ]);
    const direct = edges.find(({ from, to }) => from === nodes[0]?.id && to === `target ${arnOf('admin')}`);
    expect(direct).toMatchObject({ ways: 4, isConditional: false, cut: 'none' });
    expect([...(direct?.techniques ?? [])]).toEqual([
      ['sts-001', 2],
      ['lambda-001', 2],
    ]);
  });

  it('leads whoever rewrites its own policies to itself, what it does before to the next line', () => {
    const { nodes, edges } = graph({
      ute: [[aHop('ute', 'ute', { technique: 'iam-007' })]],
      uli: [[aHop('uli', 'uli', { technique: 'unbind' }), aHop('uli', 'worker'), aHop('worker', 'worker')]],
    });
    expect(edges.map(({ from, to, techniques }) => [from, to, [...techniques.keys()]])).toEqual([
      [`start ${arnOf('ute')}`, 'itself', ['iam-007']],
      [`start ${arnOf('uli')}`, `via ${arnOf('worker')}`, ['unbind', 'sts-001']],
      [`via ${arnOf('worker')}`, 'itself', ['sts-001']],
    ]);
    expect(nodes.find(({ id }) => id === 'itself')).toMatchObject({ kind: 'itself', members: [], ways: 2 });
  });

  it('is conditional only where every way is', () => {
    const mfa = { conditions: ['MFA'] };
    const isConditional = (paths: Paths) => graph(paths).edges.map((edge) => edge.isConditional);
    expect(isConditional({ ute: [[aHop('ute', 'admin', mfa)]] })).toEqual([true]);
    expect(isConditional({ ute: [[aHop('ute', 'admin', mfa)], [aHop('ute', 'admin')]] })).toEqual([false]);
  });

  it('says of each line what the chosen cut does to it', () => {
    const { edges } = graph(
      {
        ute: [[aHop('ute', 'worker'), aHop('worker', 'admin', others)]],
        uli: [[aHop('uli', 'admin')], [aHop('uli', 'admin', { technique: 'lambda-001', ...others })]],
        udo: [[aHop('udo', 'chief', others)]],
      },
      { cut: new Set([SHARED]) },
    );
    expect(edges.map(({ cut }) => cut)).toEqual(['all', 'beyond', 'some', 'none']);
  });

  it('makes one place of administrators to whom the same lead, when there are many', () => {
    const admins = Array.from({ length: 20 }, (_, index) => [aHop('ute', `admin-${index}`)]);
    expect(graph({ ute: admins.slice(0, 10) }).nodes).toHaveLength(11);
    const { nodes, edges } = graph({ ute: admins });
    expect(nodes.map(({ kind, members }) => [kind, members.length])).toEqual([
      ['start', 1],
      ['target', 20],
    ]);
    expect(edges).toMatchObject([{ ways: 20 }]);
  });

  it('starts from what the cuts break and from the most frequent routes, when it is too much to draw', () => {
    const paths = { ...many(60, 2, others), ute: [[aHop('ute', 'admin')]], uli: [[aHop('uli', 'admin')]] };
    const { grouping, drawn, all, nodes } = graph(paths, { gravest: new Set([SHARED]) });
    expect(grouping).toBe('by-route');
    expect(all).toEqual({ groups: 121, ways: 122 });
    expect(drawn).toEqual({ groups: 30, ways: 31 });
    expect(nodes[0]?.members).toEqual([arnOf('ute'), arnOf('uli')]);
  });
});

describe('layoutOf', () => {
  const place = (paths: Paths) => layoutOf(graph(paths), () => 46);

  it('puts who starts at the left, administrators at the right, and all of it inside', () => {
    const { nodes, edges, width, height } = place({
      ute: [[aHop('ute', 'worker'), aHop('worker', 'admin')]],
      uli: [[aHop('uli', 'chief')]],
      worker: [[aHop('worker', 'admin')]],
    });
    const layerOf = (kind: string) => new Set(nodes.filter(({ node }) => node.kind === kind).map(({ x }) => x));
    expect(nodes.map(({ node }) => node.kind)).toEqual(['start', 'start', 'start', 'via', 'target', 'target']);
    expect([layerOf('start').size, layerOf('target').size]).toEqual([1, 1]);
    for (const { x, y } of [...nodes, ...edges, ...edges.flatMap(({ points }) => points)]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
  });

  it('has who comes first in the list in the upper half', () => {
    const { nodes } = place({ ...many(20, 1), ute: Array.from({ length: 8 }, () => [aHop('ute', 'admin')]) });
    const starts = nodes.filter(({ node }) => node.kind === 'start').toSorted((a, b) => a.y - b.y);
    expect(starts.findIndex(({ node }) => node.members[0] === arnOf('u0'))).toBeLessThan(10);
  });

  it('takes less than half a second for thousands of ways', () => {
    const startedAt = process.cpuUsage();
    place(many(900, 10));
    const { user } = process.cpuUsage(startedAt);
    // The promise is 500 ms; building the report of the test counts too.
    expect(user / 1000).toBeLessThan(3_000);
  });
});
