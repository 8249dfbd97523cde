import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Room } from '../../../lib/aws/pace/room.ts';

/** Those who are inside, in the order in which they came in. */
function comeAllAtOnce(room: Room, names: readonly string[]): readonly string[] {
  const inside: string[] = [];
  for (const name of names) void room.enter().then(() => inside.push(name));
  return inside;
}

describe('Room', () => {
  it('has places for everybody until somebody says otherwise', async () => {
    const inside = comeAllAtOnce(new Room(), ['ada', 'bob', 'eve']);
    await nextTurn();
    expect(inside).toEqual(['ada', 'bob', 'eve']);
  });

  it('lets the next one in when one leaves', async () => {
    const room = new Room();
    room.hold(1);
    const inside = comeAllAtOnce(room, ['ada', 'bob', 'eve']);
    await nextTurn();
    expect(inside).toEqual(['ada']);
    room.leave();
    await nextTurn();
    expect(inside).toEqual(['ada', 'bob']);
  });

  it('lets more in when there are more places, and sends nobody out when there are fewer', async () => {
    const room = new Room();
    room.hold(1);
    const inside = comeAllAtOnce(room, ['ada', 'bob', 'eve', 'dan']);
    room.hold(3);
    room.hold(1);
    await nextTurn();
    expect(inside).toEqual(['ada', 'bob', 'eve']);
    room.leave();
    room.leave();
    await nextTurn();
    expect(inside).toHaveLength(3);
    room.leave();
    await nextTurn();
    expect(inside).toEqual(['ada', 'bob', 'eve', 'dan']);
  });
});
