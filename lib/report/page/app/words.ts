import type { Power } from './model/principals.ts';

/** Whether somebody is an administrator, as a cell of a table says it. */
export const powerWords: Readonly<Record<Power, string>> = {
  administrator: 'yes',
  'can-become': 'can become one',
  unknown: 'unknown',
  none: '',
};
