import { deflateRawSync } from 'node:zlib';
import { manualClock } from '../../cluster/manualClock.testSupport';
import { fill, T0 } from '../samples/scrapes.testSupport';
import { openHistory } from './keptHistory';

/** Takes in a scrape every 15 s of its own time, says how far it is and waits to be killed. */
async function live(file: string, scrapes: number): Promise<void> {
  const clock = manualClock(T0);
  const history = openHistory({ clock, file, tell: ({ says }) => process.stdout.write(`${says}\n`) });
  for (let i = 0; i < scrapes; i++) {
    fill(history.samples, 1, i);
    history.past?.takeMoment(T0, clock.now(), false, deflateRawSync(`moment ${i}`));
    await clock.advance(15_000);
  }
  // These have come in, and the next 5 s are not yet over.
  fill(history.samples, 1, scrapes);
  await clock.advance(4_000);
  process.stdout.write('ready\n');
  setInterval(() => undefined, 1_000);
}

void live(process.argv[2] ?? '', Number(process.argv[3]));
