// The closing line over all runners of the last npm test and npm run test:live.
import { closingLine, tally } from './lib/tally.mjs';

process.stdout.write(`${closingLine(tally(['unit', 'fuzz', 'parts', 'app', 'live', 'liveFaults']))}\n`);
