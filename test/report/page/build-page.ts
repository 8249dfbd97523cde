import { buildPage } from '../../../lib/report/page/build.ts';
import { findChromium } from './chromium.ts';

/** Vitest calls it once, before the tests of every file: tests that run side by side would unpack the browser over each other. */
export async function setup(): Promise<void> {
  await Promise.all([buildPage(), findChromium()]);
}
