// The closing line over all runners of the last npm test and npm run test:live.
import { closingLine, LIVE_RUNNERS, TEST_RUNNERS, tally } from './lib/tally.mjs';

process.stdout.write(`${closingLine(tally([...TEST_RUNNERS, ...LIVE_RUNNERS]))}\n`);
