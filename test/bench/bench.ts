/**
 * Measures the auditor: `npm run bench -- [--only NAME] [--json] [--smoke]`. Nothing is asserted; each figure stands beside
 * its target. `--smoke` is small and takes seconds: it shows that the benches run, and its figures mean nothing.
 */
import { parseArgs } from 'node:util';
import { benchAudit } from './benches/audit.ts';
import { benchBundle } from './benches/bundle.ts';
import { benchEscalation } from './benches/escalation.ts';
import { benchEvaluation } from './benches/evaluation.ts';
import { benchNights } from './benches/nights.ts';
import { benchPace } from './benches/pace.ts';
import { benchPage } from './benches/page.ts';
import { benchPolicy } from './benches/policy.ts';
import { benchSlices } from './benches/slices.ts';
import { benchStore } from './benches/store.ts';
import { type Figure, renderFigures } from './figures.ts';

const benches = {
  audit: benchAudit,
  nights: benchNights,
  /** Some minutes. */
  slices: benchSlices,
  evaluation: benchEvaluation,
  escalation: benchEscalation,
  policy: benchPolicy,
  store: benchStore,
  page: benchPage,
  bundle: benchBundle,
  /** Some minutes: the limits are waited for. */
  pace: benchPace,
} as const;

const values = optionsOf(process.argv.slice(2));
const stranger = values.only?.find((name) => !(name in benches));
if (stranger !== undefined) refuse(`no bench is called ${stranger}`);

const chosen = Object.entries(benches).filter(([name]) => values.only?.includes(name) ?? true);
const figures: Figure[] = [];
// Side by side where figures mean nothing; one after the other where they do.
const begun = values.smoke ? chosen.map(([, bench]) => bench(true)) : [];
for (const [index, [, bench]] of chosen.entries()) {
  const measured = await (begun[index] ?? bench(false));
  figures.push(...measured);
  if (!values.json) console.log(`${renderFigures(measured)}\n`);
}
if (values.json) console.log(JSON.stringify({ node: process.version, smoke: values.smoke, figures }, null, 2));

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        smoke: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(problem: string): never {
  console.error(
    `${problem}\nusage: npm run bench -- [--only NAME] .. [--json] [--smoke]; names are ${Object.keys(benches).join(', ')}`,
  );
  process.exit(2);
}
