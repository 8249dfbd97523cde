/** What was published to a topic, as a subscriber would get it. */
export interface PublishedMessage {
  readonly messageId: string;
  readonly subject: string | undefined;
  readonly body: string;
  readonly publishedAt: Date;
  /** ARN of the publisher. */
  readonly publishedBy: string;
}

export interface Topic {
  readonly arn: string;
  /** As CreateTopic was given them, for example `KmsMasterKeyId`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Oldest first. Nothing is delivered anywhere. */
  readonly messages: PublishedMessage[];
}

/** Topics by ARN. */
export type TopicStore = Map<string, Topic>;

/** The topics of one account: a store for each Region, as in AWS. */
export interface SnsState {
  inRegion(region: string): TopicStore;
  /** An id that no message of this account has had. */
  nextMessageId(): string;
}

export function createSnsState(newId: (count: number) => string): SnsState {
  const stores = new Map<string, TopicStore>();
  let messages = 0;
  return {
    inRegion(region) {
      const store = stores.get(region) ?? new Map<string, Topic>();
      stores.set(region, store);
      return store;
    },
    nextMessageId() {
      messages += 1;
      return newId(messages);
    },
  };
}
