import { performance } from 'node:perf_hooks';

/** Work goes on for so long before what else there is to do, an answer to an API request, is let in. */
const WORK_MS = 12;

let lastMs = 0;

/** To be awaited in loops that may take long: lets the event loop go round where that was not done for a while. */
export function breath(): Promise<void> | undefined {
  if (performance.now() - lastMs < WORK_MS) return undefined;
  return new Promise((resolve) =>
    setImmediate(() => {
      lastMs = performance.now();
      resolve();
    }),
  );
}
