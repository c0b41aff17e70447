// What Chromium's trace says of a page's main thread.
import { workPerFrame } from './statistics.mjs';

/**
 * Work for each frame and of all tasks together, in milliseconds: of the thread's processor time where Chromium tells it, else of the
 * wall clock (which holds waiting for a processor too).
 * @param {readonly import('./mainThreadWork.mjs').TraceEvent[]} events of devtools.timeline
 */
export function mainThreadWork(events) {
  const thread = mainThread(events);
  const own = events.filter(({ pid, tid, ph }) => pid === thread?.pid && tid === thread.tid && ph === 'X');
  // The trace comes in the order of its buffers.
  const callbacks = own
    .filter(isFrame)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = own.filter(({ name }) => isTask(name)).sort((a, b) => a.ts - b.ts);
  const clock = tasks.some(({ tdur }) => tdur !== undefined) ? 'cpu' : 'wall';
  const timed = tasks.map((task) => ({
    ms: (clock === 'cpu' ? (task.tdur ?? 0) : (task.dur ?? 0)) / 1000,
    frame: holdsOne(callbacks, task),
  }));
  return { perFrame: workPerFrame(timed), busyMs: timed.reduce((sum, { ms }) => sum + ms, 0), clock };
}

const isFrame = ({ name }) => name === 'FireAnimationFrame';

/** The renderer's main thread that had the most to do: there is one for each window. */
function mainThread(events) {
  const tasks = (thread) => events.filter(({ name, pid, tid }) => isTask(name) && pid === thread.pid && tid === thread.tid).length;
  return events
    .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain')
    .map((thread) => ({ ...thread, tasks: tasks(thread) }))
    .sort((a, b) => b.tasks - a.tasks)[0];
}

const isTask = (name) => name.endsWith('RunTask');

function holdsOne(callbacks, { ts, dur = 0 }) {
  let [low, high] = [0, callbacks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (callbacks[middle] < ts) low = middle + 1;
    else high = middle;
  }
  return low < callbacks.length && callbacks[low] <= ts + dur;
}
