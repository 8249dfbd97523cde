import { z } from 'zod';
import { document, name, time } from './words.ts';

/** Names of customer policies of this file, names of AWS managed policies in it, or full ARNs. */
const policies = z.array(name).default([]);
const inline = z.record(name, document).default({});
const tags = z.record(z.string(), z.string()).default({});
/** Last attempt by service namespace, or by action (`s3:ListAllMyBuckets`) where AWS tracks actions. What is granted and not named here was never used. */
const used = z.record(z.string(), time).default({});

export const key = z.strictObject({
  active: z.boolean().default(true),
  created: time,
  lastUsed: time.nullable().default(null),
  region: z.string().default('us-east-1'),
  service: z.string().default('s3'),
});

export const user = z.strictObject({
  name,
  path: z.string().default('/'),
  created: time,
  groups: z.array(name).default([]),
  policies,
  inline,
  boundary: name.optional(),
  tags,
  /** Present when the user can sign in to the console. */
  password: z.strictObject({ changed: time, lastUsed: time.nullable().default(null) }).optional(),
  mfa: z.enum(['virtual', 'hardware']).optional(),
  keys: z.array(key).max(2).default([]),
  certificates: z.array(z.strictObject({ active: z.boolean().default(true), uploaded: time })).default([]),
  sshKeys: z.array(z.strictObject({ active: z.boolean().default(true), uploaded: time })).default([]),
  serviceCredentials: z
    .array(
      z.strictObject({ service: name, active: z.boolean().default(true), created: time, expires: time.optional() }),
    )
    .default([]),
  used,
});

export const group = z.strictObject({ name, path: z.string().default('/'), created: time, policies, inline });

export const role = z.strictObject({
  name,
  path: z.string().default('/'),
  created: time,
  trust: document,
  policies,
  inline,
  boundary: name.optional(),
  tags,
  /** Left out: the newest of `used`. null: not used inside the tracking window. */
  lastUsed: time.nullable().optional(),
  lastUsedRegion: z.string().default('eu-west-1'),
  used,
});

export const policy = z.strictObject({
  name,
  path: z.string().default('/'),
  /** AWS managed: `arn:aws:iam::aws:policy{path}{name}`. */
  awsManaged: z.boolean().default(false),
  created: time,
  updated: time.optional(),
  document,
  /** Dormant versions, oldest first; the default is made the newest. */
  dormantVersions: z.array(z.strictObject({ created: time, document })).default([]),
});
