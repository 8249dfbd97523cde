import { z } from 'zod';

/** Who introduced a finding, as it is kept. Loose, so that a field of a later version survives being read and written again. */
export const introducedBySchema = z.union([
  z.looseObject({
    unknown: z.string(),
    askedUntil: z.iso.datetime().exactOptional(),
    after: z.iso.datetime().exactOptional(),
  }),
  z.looseObject({
    actor: z.string(),
    event: z.string(),
    at: z.iso.datetime(),
    eventId: z.string(),
    sourceIdentity: z.string().exactOptional(),
    sessionIssuer: z.string().exactOptional(),
    sourceIp: z.string().exactOptional(),
  }),
]);
