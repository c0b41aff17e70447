import { type EngineOptions, type FromEngineProcess, ToEngine } from '../../shared/contract/control';
import type { FromEngine, View } from '../../shared/contract/engine';
import type { Result } from '../../shared/model/result';
import { systemClock } from './clock';
import { CorrectionsFile } from './correctionsFile';
import type { RunningDemo } from './demoThread';
import { correctionsFor } from './givenEndpoints';
import { listClusters } from './listClusters';
import { lookAtCluster } from './lookAtCluster';
import type { OpenTrouble } from './openTrouble';
import { openWithSettings } from './openWithSettings';
import type { FromMain, MessagePortLike, ParentPort } from './parentPort';
import { belowTheWindow } from './priority';
import { openRecording } from './recording/reader';
import { replayForWindow } from './replayForWindow';
import { printedReport } from './reportText';
import { notesOf } from './session/warnings';
import { historyFile, type KeptHistory, openHistory } from './store/keep/keptHistory';
import { RecordingFeed } from './window/recordingFeed';
import { WindowFeed } from './window/windowFeed';

/** What begin.ts has set going before this was loaded. */
type EarlyDemo = Promise<Result<RunningDemo, OpenTrouble>>;

/** The engine in its process: takes what main has said so far, in that order, and says from now on. */
export function runEngine(parent: ParentPort, inbox: readonly FromMain[], earlyDemo: EarlyDemo | undefined): void {
  const engine = new Engine(parent, earlyDemo);
  parent.on('message', (message) => engine.receive(message));
  for (const message of inbox) engine.receive(message);
}

class Engine {
  private connect: ((port: MessagePortLike) => void) | undefined;
  private early: MessagePortLike | undefined;
  private past: KeptHistory | undefined;
  private report: (() => void) | undefined;
  private recording: RecordingFeed | undefined;
  private tune: ((to: { requestsPerSecond: number; refresh: number }) => void) | undefined;

  constructor(
    private readonly parent: ParentPort,
    private readonly earlyDemo: EarlyDemo | undefined,
  ) {}

  receive({ data, ports }: FromMain): void {
    const message = ToEngine.safeParse(data);
    if (!message.success) return;
    const said = message.data;
    if (said.type === 'start') void this.start(said.options);
    else if (said.type === 'want-report-text') this.report?.();
    else if (said.type === 'forget-history') this.forget(said.folder);
    else if (said.type === 'tune') this.tune?.(said);
    else if (said.type === 'record') void this.recording?.begin(said.file, said.hide);
    else if (said.type === 'check-recording') void this.check(said.file);
    else if (said.type === 'list-clusters') this.tell({ type: 'clusters', list: listClusters(said, process.env) });
    else if (this.connect && ports[0]) this.connect(ports[0]);
    else this.early = ports[0];
  }

  private forget(folder: string): void {
    this.past?.forget(folder);
    this.tell({ type: 'history-forgotten' });
  }

  private tell(message: FromEngineProcess): void {
    this.parent.postMessage(message);
  }

  private fatal({ says, remedy }: OpenTrouble): void {
    this.tell({ type: 'fatal', says, remedy });
  }

  private async check(file: string): Promise<void> {
    const opened = await openRecording(file);
    if (opened.ok) await opened.value.close();
    this.tell({ type: 'recording-checked', ...(opened.ok ? {} : { trouble: opened.error }) });
  }

  private async replay(file: string, options: EngineOptions): Promise<void> {
    const opened = await openRecording(file);
    if (!opened.ok) return this.fatal(opened.error);
    const replayed = replayForWindow(opened.value, file, options, this.phaseListener());
    this.connect = (windowPort) => {
      windowPort.on('message', ({ data }) => replayed.receive(data));
      windowPort.start();
      replayed.connect((message) => windowPort.postMessage(message));
    };
    this.report = () => void replayed.reportText().then((said) => this.tell({ type: 'report-text', ...said }));
    this.tell({ type: 'started' });
    if (this.early) this.connect(this.early);
  }

  /** Main hears once that the map is live; from then on the window goes first. */
  private phaseListener(): (phase: View['phase'], isWhole: boolean) => void {
    const below = belowTheWindow(systemClock);
    let live = false;
    return (phase, isWhole) => {
      const settled = phase === 'live' ? isWhole : phase !== 'connecting';
      below(phase === 'live', settled);
      if (!settled || live) return;
      live = true;
      this.tell({ type: 'live' });
    };
  }

  private async start(options: EngineOptions): Promise<void> {
    if (options.recording !== undefined) return this.replay(options.recording, options);
    let changed = (): void => undefined;
    let demo: RunningDemo | undefined;
    if (this.earlyDemo) {
      const started = await this.earlyDemo;
      if (!started.ok) return this.fatal(started.error);
      demo = started.value;
      demo.onState(() => changed());
    }
    const opened = openWithSettings(options, demo, process.env, systemClock);
    if (!opened.ok) return this.fatal(opened.error);
    const { port, endpoints, cluster } = opened.value;

    const corrections = new CorrectionsFile(options.settingsDir, port.cluster);
    const past = openHistory({
      clock: systemClock,
      file: options.historyDir === undefined ? undefined : historyFile(options.historyDir, port.cluster, demo?.scenario),
      tell: (trouble) => this.tell({ type: 'notice', id: 'history', ...trouble }),
    });
    this.past = past;
    process.once('SIGTERM', () => {
      past.close();
      void (this.recording?.cut() ?? Promise.resolve()).finally(() => process.exit(0));
    });
    const ownCorrections = () => [...correctionsFor(endpoints), ...corrections.list()];
    const recording = new RecordingFeed({ port, clock: systemClock, corrections: ownCorrections });
    this.recording = recording;
    const { session, access, report: maker, blindSpots } = lookAtCluster(port, systemClock, ownCorrections, () => changed(), past);
    session.setPace(options.refresh ?? 1);
    this.tune = ({ requestsPerSecond, refresh }) => {
      port.setBudget(requestsPerSecond);
      session.setPace(refresh);
    };
    const onPhase = this.phaseListener();
    const feed = new WindowFeed({
      session,
      port,
      access,
      report: maker,
      clock: systemClock,
      demo,
      corrections,
      blindSpots,
      recording,
      samples: past.samples,
      past: past.past,
      hold: (ms) => {
        port.hold(ms);
        session.hold(ms);
      },
      onPhase: (phase) => onPhase(phase, session.firstWholeLookMs !== undefined),
    });
    changed = () => feed.changed();
    this.connect = (windowPort) => {
      windowPort.on('message', ({ data }) => feed.receive(data));
      windowPort.start();
      feed.connect((message: FromEngine) => windowPort.postMessage(message));
    };
    this.report = () => {
      void feed.wholeReport().then(({ report: now }) => {
        this.tell({ type: 'report-text', ...printedReport(now, notesOf(session, port, demo !== undefined)) });
      });
    };
    session.start();
    this.tell({ type: 'started', cluster });
    if (this.early) this.connect(this.early);
  }
}
