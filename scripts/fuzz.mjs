// npm run fuzz: readers against texts that nobody wrote, for 60 s; npm run fuzz -- SECONDS [SEED].

import { fuzz } from './lib/fuzz.mjs';

const [seconds = '60', seed] = process.argv.slice(2);
if (!(Number(seconds) > 0)) {
  process.stderr.write(`${seconds}: a number of seconds is wanted\n`);
  process.exit(2);
}
process.exitCode = await fuzz(Number(seconds), seed);
