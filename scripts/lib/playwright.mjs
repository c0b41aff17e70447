import { describeElectron, electronDist } from './electronRuntime.mjs';
import { asOrdinaryUser, hasDisplay, withTwoVirtualDisplays, withVirtualDisplay } from './launch.mjs';
import { ROOT } from './project.mjs';
import { passThrough } from './run.mjs';
import { say } from './steps.mjs';
import { resultFile } from './tally.mjs';

/** Window tests mostly wait for a cluster's looks: two at a time, each worker with a display of its own. Live ones share one cluster. */
const WORKERS = { app: 2 };

/**
 * Runs Playwright specs in the real Electron with the sandbox on; under virtual displays where there
 * are none. `asOwner`: without a window, by whom the program was started: who stops and starts a cluster's programs needs his rights.
 * @returns {Promise<number>} the exit code
 */
export async function runPlaywright(project, more = [], { asOwner = false } = {}) {
  say(`--- ${project} tests in Electron ${describeElectron()}`);
  const onOwnDisplay = hasDisplay() && process.env.HOPSCOPE_OWN_DISPLAY !== '1';
  const workers = onOwnDisplay ? 1 : (WORKERS[project] ?? 1);
  const virtual = workers > 1 ? withTwoVirtualDisplays(1920, 1080) : withVirtualDisplay(1920, 1080);
  const display = onOwnDisplay ? [] : virtual;
  const command = [
    ...(asOwner ? [] : asOrdinaryUser()),
    ...display,
    'npx',
    '--no-install',
    'playwright',
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--project',
    project,
    '--workers',
    String(workers),
    ...more,
  ];
  return passThrough(command[0], command.slice(1), {
    cwd: ROOT,
    env: { ELECTRON_OVERRIDE_DIST_PATH: electronDist(), PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile(project), TZ: 'UTC' },
  });
}
