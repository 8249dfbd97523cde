// serverless-esbuild packs whatever an interrupted run left in its work folder, so it starts from none.
import { rmSync } from 'node:fs';

for (const folder of ['.esbuild', '.serverless']) rmSync(folder, { recursive: true, force: true });
