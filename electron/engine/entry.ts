import path from 'node:path';
import { type EngineOptions, type FromEngineProcess, ToEngine } from '../../shared/contract/control';
import type { FromEngine } from '../../shared/contract/engine';
import { systemClock } from './clock';
import { CorrectionsFile } from './correctionsFile';
import { correctionsFor, endpointsFromFile } from './givenEndpoints';
import { lookAtCluster } from './lookAtCluster';
import { type OpenTrouble, openCluster, type RunningDemo, startDemoThread } from './openCluster';
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

parent.on('message', ({ data, ports }) => {
  const message = ToEngine.safeParse(data);
  if (!message.success) return;
  if (message.data.type === 'start') void start(message.data.options);
  else if (message.data.type === 'want-report-text') report?.();
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
  const endpoints = endpointsFromFile(path.join(options.settingsDir, 'endpoints.yaml'), demo?.context ?? options.context, true);
  if (!endpoints.ok) return fatal(endpoints.error);
  const choice = demo
    ? { kubeconfig: demo.kubeconfig, context: demo.context }
    : { kubeconfig: options.kubeconfig, context: options.context };
  const port = openCluster({ ...choice, endpoints: endpoints.value }, process.env, systemClock);
  if (!port.ok) return fatal(port.error);

  const corrections = new CorrectionsFile(options.settingsDir, port.value.cluster);
  const { session, report: maker } = lookAtCluster(
    port.value,
    systemClock,
    () => [...correctionsFor(endpoints.value), ...corrections.list()],
    () => changed(),
  );
  let live = false;
  const feed = new WindowFeed({
    session,
    port: port.value,
    report: maker,
    clock: systemClock,
    demo: () => demo && { scenario: demo.scenario, faults: [...demo.faults()] },
    setFault: (name, on) => demo?.setFault(name, on),
    remember: (correction) => corrections.remember(correction),
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
  tell({ type: 'started' });
  if (early) connect(early);
}
