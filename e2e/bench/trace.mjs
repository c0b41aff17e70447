// Main-thread work of a page from Chromium's own trace.
import { mainThreadWork } from '../../scripts/lib/mainThreadWork.mjs';

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * Traces while `act` runs.
 * @returns {Promise<{perFrame: number[], busyMs: number, clock: 'cpu' | 'wall'}>} milliseconds of work for each frame, and of all tasks
 *   together; of the thread's processor time where Chromium tells it, else of the wall clock (which holds waiting for a processor too)
 */
export async function traced({ cdp }, act) {
  const events = [];
  const collect = ({ value }) => {
    for (const event of value) events.push(event);
  };
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await act();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return mainThreadWork(events);
}
