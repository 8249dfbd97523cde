/** An event as a rule on the default bus would see it. */
export interface ReceivedEvent {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  readonly time: Date;
}

/** The default event bus of one account in each Region. */
export interface EventBridgeState {
  /** Oldest first. Nothing is delivered anywhere. */
  inRegion(region: string): ReceivedEvent[];
  /** An id that no event of this account has had. */
  nextEventId(): string;
}

export function createEventBridgeState(newId: (count: number) => string): EventBridgeState {
  const buses = new Map<string, ReceivedEvent[]>();
  let events = 0;
  return {
    inRegion(region) {
      const bus = buses.get(region) ?? [];
      buses.set(region, bus);
      return bus;
    },
    nextEventId() {
      events += 1;
      return newId(events);
    },
  };
}
