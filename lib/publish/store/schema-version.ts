/** Version of everything the store writes; a higher one is not read, and so never overwritten. */
export const STORE_SCHEMA_VERSION = 1;
