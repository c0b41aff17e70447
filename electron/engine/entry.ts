import path from 'node:path';
import { type EngineOptions, type FromEngineProcess, ToEngine } from '../../shared/contract/control';
import type { FromEngine } from '../../shared/contract/engine';
import { systemClock } from './clock';
import { CorrectionsFile } from './correctionsFile';
import { correctionsFor } from './givenEndpoints';
import { listClusters } from './listClusters';
import { lookAtCluster } from './lookAtCluster';
import { type OpenTrouble, type RunningDemo, startDemoThread } from './openCluster';
import { openWithSettings } from './openWithSettings';
import { exitCodeOf, reportText } from './reportText';
import { WindowFeed } from './window/windowFeed';

/** The engine as a utility process of Electron: the only file of the engine that knows that it is one. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortLike[] }) => void): void;
}
interface MessagePortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}

function parentPortOf(process_: NodeJS.Process): ParentPort {
  const port: unknown = Reflect.get(process_, 'parentPort');
  if (!isParentPort(port)) throw new Error('the engine entry runs in a utility process of Electron only');
  return port;
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}

const parent = parentPortOf(process);
const tell = (message: FromEngineProcess): void => parent.postMessage(message);
const fatal = ({ says, remedy }: OpenTrouble): void => tell({ type: 'fatal', says, remedy });

let connect: ((port: MessagePortLike) => void) | undefined;
let early: MessagePortLike | undefined;
let report: (() => void) | undefined;
let tune: ((to: { requestsPerSecond: number; refresh: number }) => void) | undefined;

parent.on('message', ({ data, ports }) => {
  const message = ToEngine.safeParse(data);
  if (!message.success) return;
  if (message.data.type === 'start') void start(message.data.options);
  else if (message.data.type === 'want-report-text') report?.();
  else if (message.data.type === 'tune') tune?.(message.data);
  else if (message.data.type === 'list-clusters') tell({ type: 'clusters', list: listClusters(message.data, process.env) });
  else if (connect && ports[0]) connect(ports[0]);
  else early = ports[0];
});

async function start(options: EngineOptions): Promise<void> {
  let changed = (): void => undefined;
  let demo: RunningDemo | undefined;
  if (options.demo) {
    const started = await startDemoThread(path.join(__dirname, 'demo.cjs'), options.demo, () => changed());
    if (!started.ok) return fatal(started.error);
    demo = started.value;
  }
  const opened = openWithSettings(options, demo, process.env, systemClock);
  if (!opened.ok) return fatal(opened.error);
  const { port, endpoints, cluster } = opened.value;

  const corrections = new CorrectionsFile(options.settingsDir, port.cluster);
  const {
    session,
    access,
    report: maker,
  } = lookAtCluster(
    port,
    systemClock,
    () => [...correctionsFor(endpoints), ...corrections.list()],
    () => changed(),
  );
  session.setPace(options.refresh ?? 1);
  tune = ({ requestsPerSecond, refresh }) => {
    port.setBudget(requestsPerSecond);
    session.setPace(refresh);
  };
  let live = false;
  const feed = new WindowFeed({
    session,
    port,
    access,
    report: maker,
    clock: systemClock,
    demo: () => demo && { scenario: demo.scenario, faults: [...demo.faults()] },
    setFault: (name, on) => demo?.setFault(name, on),
    corrections,
    onPhase(phase) {
      const settled = phase === 'live' ? session.firstWholeLookMs !== undefined : phase !== 'connecting';
      if (settled && !live) {
        live = true;
        tell({ type: 'live' });
      }
    },
  });
  changed = () => feed.changed();
  connect = (windowPort) => {
    windowPort.on('message', ({ data }) => feed.receive(data));
    windowPort.start();
    feed.connect((message: FromEngine) => windowPort.postMessage(message));
  };
  report = () => {
    const now = maker.make();
    tell({ type: 'report-text', text: reportText(now), exitCode: exitCodeOf(now) });
  };
  session.start();
  tell({ type: 'started', cluster });
  if (early) connect(early);
}
