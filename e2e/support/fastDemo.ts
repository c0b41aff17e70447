import { type Demo, startDemo } from '../../electron/demo/host';
import { type Clock, systemClock } from '../../electron/engine/clock';
import type { ClusterPort } from '../../electron/engine/cluster/port';
import { type Looking, lookAtCluster } from '../../electron/engine/lookAtCluster';
import { openCluster } from '../../electron/engine/openCluster';

export interface FastDemo extends Looking {
  readonly demo: Demo;
  /** The demo's own time: on a busy machine a fast demo falls behind any other clock. */
  readonly clock: Clock;
  readonly port: ClusterPort;
  close(): Promise<void>;
}

/** A demo whose time goes `speed` times as fast as the wall clock, and an engine that lives in its time. Not started: looking begins with `session.start()`. */
export async function openFastDemo(
  scenario: string,
  speed: number,
  onChange: (looking: Looking) => void = () => undefined,
): Promise<FastDemo> {
  const demo = await startDemo({ scenario, speed });
  const clock = clockOf(demo, speed);
  const port = openCluster({ kubeconfig: demo.kubeconfigFile }, {}, clock);
  if (!port.ok) {
    await demo.close();
    throw new Error(port.error.says);
  }
  const looking: Looking = lookAtCluster(
    port.value,
    clock,
    () => [],
    () => onChange(looking),
  );
  const close = async () => {
    looking.session.close();
    await demo.close();
  };
  return { ...looking, demo, clock, port: port.value, close };
}

function clockOf(demo: Pick<Demo, 'now'>, speed: number): Clock {
  const now = () => demo.now();
  return {
    now,
    monotonic: now,
    sleep: async (ms, end) => {
      const untilMs = now() + ms;
      for (let leftMs = ms; leftMs > 0 && end?.aborted !== true; leftMs = untilMs - now()) await systemClock.sleep(leftMs / speed, end);
    },
  };
}
