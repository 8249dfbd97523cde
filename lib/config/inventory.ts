/** What is inventoried beside identities, by what an operator would call it. */
export const inventoryParts = ['functions', 'parameters', 'buckets', 'keys', 'instances', 'workloads'] as const;

export type InventoryPart = (typeof inventoryParts)[number];
