import { z } from 'zod';

export const instant = z.iso.datetime();
export const optionalInstant = instant.nullable();
