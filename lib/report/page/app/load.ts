import { type Packed, unpack } from '../packed.ts';
import type { PageData } from '../page-data.ts';

/**
 * The data that the file carries: packed JSON, compressed, as text in an element that browsers don't run.
 *
 * @throws when the file was cut off
 */
export async function readPageData(): Promise<PageData> {
  const text = atob(document.getElementById('data')?.textContent ?? '');
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const packed: Packed = await new Response(stream).json();
  // The program and its data were written into the file by one and the same release.
  return unpack(packed) as PageData;
}
