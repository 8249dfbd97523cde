const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const age = /^([+-]\d+(?:\.\d+)?)([mhd])$/;

/**
 * The instant that a time of an account file means: an instant as it stands, an age (`-3d`, `+90m`) counted from `now`.
 * Whole seconds, as IAM keeps them. Invalid text makes an invalid Date: the schema has refused it before.
 */
export function resolveTime(text: string, now: Date): Date {
  const [, amount, unit] = age.exec(text) ?? [];
  const ms =
    amount === undefined || unit === undefined
      ? Date.parse(text)
      : now.getTime() + Number(amount) * unitMs[unit === 'm' || unit === 'h' ? unit : 'd'];
  return new Date(Math.floor(ms / 1000) * 1000);
}
