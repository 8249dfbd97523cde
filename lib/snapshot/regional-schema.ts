import { z } from 'zod';

/**
 * Items of the Regions that answered; each item says which one it is in. null: none answered, or nobody asked. Files that were
 * written before there was the source have none.
 */
export function regional<Item extends z.ZodType>(item: Item) {
  return z
    .strictObject({ regions: z.array(z.string()), items: z.array(item) })
    .nullable()
    .default(null);
}
