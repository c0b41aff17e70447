// npm run test:e2e [-- PLAYWRIGHT ARGUMENTS]: the window tests alone.
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';

const { setUp } = await import('./lib/setup.mjs');
const { runPlaywright } = await import('./lib/playwright.mjs');
await setUp({ libraries: WINDOW_LIBRARIES });
process.exitCode = await runPlaywright('app', process.argv.slice(2));
