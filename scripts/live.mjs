// npm run test:live: against the cluster that KUBECONFIG names, else the real one of ../shared/cluster, started for it.
// With --all-faults: every fault of that cluster and some pairs in turn instead, each diagnosed by a session that stays open (about 50 minutes).
// A cluster that does not come up in two tries is reported in capitals and its tests count as skipped.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { passThrough, run } from './lib/run.mjs';
import { withSecondTry } from './lib/secondTry.mjs';
import { say, sinceStart } from './lib/steps.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';
import { closingLine, forgetResults, LIVE_RUNNERS, tally, writeCounts } from './lib/tally.mjs';

const KIT = path.resolve(ROOT, '../shared/cluster');
const TRIES = 2;
const allFaults = process.argv.includes('--all-faults');
/** The cluster's own programs are stopped and started by the second kind: it needs the kit. */
const PROJECTS = allFaults ? ['liveAllFaults'] : LIVE_RUNNERS;
// First: results of an earlier run must not be counted where this one does not get so far.
forgetResults(PROJECTS);

const { setUp } = await import('./lib/setup.mjs');
const { runPlaywright } = await import('./lib/playwright.mjs');

/** The kubeconfig to test against, or undefined with the reason said. */
async function clusterToTest() {
  if (process.env.KUBECONFIG) return { kubeconfig: process.env.KUBECONFIG };
  if (!fs.existsSync(path.join(KIT, 'up'))) {
    say('LIVE TESTS LEFT OUT: there is no cluster kit at ../shared/cluster and KUBECONFIG is not set.');
    return undefined;
  }
  // What ran before may have been cut off half way.
  await run(path.join(KIT, 'down'), []).catch((error) => say(`down: ${error.message}`));
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    say(`--- starting the real cluster, try ${attempt} (about 20 minutes the first time on a machine)`);
    try {
      const printed = await run(path.join(KIT, 'up'), [], { timeoutMs: 45 * 60_000 });
      const named = /^KUBECONFIG=(.+)$/m.exec(printed);
      if (named) return { kubeconfig: named[1], kit: KIT };
      say('up printed no KUBECONFIG');
    } catch (error) {
      say(error.message);
    }
  }
  say('THE REAL CLUSTER DID NOT COME UP IN TWO TRIES: ITS TESTS ARE SKIPPED.');
  return undefined;
}

await setUp({ libraries: WINDOW_LIBRARIES });
const cluster = await clusterToTest();
let code = 0;
if (cluster) Object.assign(process.env, { KUBECONFIG: cluster.kubeconfig, ...(cluster.kit ? { HOPSCOPE_CLUSTER_KIT: cluster.kit } : {}) });
for (const project of PROJECTS) {
  const needsKit = project !== 'live';
  if (cluster && (cluster.kit || !needsKit))
    code = (await withSecondTry(project, (files) => runPlaywright(project, files, { asOwner: needsKit }))) || code;
  else writeCounts(project, { passed: 0, failed: 0, skipped: 1 });
}
if (cluster?.kit) await passThrough(path.join(cluster.kit, 'down'), []);
const counts = tally(PROJECTS);
say(`live tests took ${sinceStart()}`);
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = code !== 0 || counts.failed > 0 ? 1 : 0;
