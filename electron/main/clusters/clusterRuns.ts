import path from 'node:path';
import type { OpenedCluster } from '../../../shared/contract/clusters';
import type { EngineOptions } from '../../../shared/contract/control';
import type { EngineState } from '../../../shared/contract/shell';
import { type EngineSupervisor, type StartedCluster, type SupervisorParts, superviseEngine, type Tuning } from '../engineSupervisor';
import type { ClusterChoice } from '../startOptions';
import { contextId, demoId } from './clusterId';

export interface RunParts<Port>
  extends Pick<SupervisorParts<Port>, 'fork' | 'now' | 'later' | 'onState' | 'onLive' | 'onReportText' | 'onNotice' | 'onForgotten'> {
  optionsFor(choice: ClusterChoice): EngineOptions;
  /** Another cluster is opened (`run` grew), or it became known which context it is (`id` is there). */
  onOpened(cluster: OpenedCluster): void;
}

export interface ClusterRuns<Port> {
  /** Ends the engine of the cluster before and starts one for this; also for the same one, with what the settings say now. */
  open(choice: ClusterChoice): void;
  reopen(): void;
  opened(): OpenedCluster;
  state(): EngineState;
  connect(port: Port): boolean;
  askReportText(): void;
  tune(to: Tuning): void;
  forgetHistory(folder: string): boolean;
  /** False when no engine runs. */
  record: EngineSupervisor<Port>['record'];
  stop(): void;
}

/** One cluster after the other, each with an engine process of its own: nothing of one can reach the next. */
export function runClusters<Port>(first: ClusterChoice, parts: RunParts<Port>): ClusterRuns<Port> {
  let choice = first;
  let opened = newlyOpened(first, 1);
  let engine = start();

  function start(): EngineSupervisor<Port> {
    const { run } = opened;
    // What a former engine still says is not about this cluster.
    const mine = (tell: () => void): void => {
      if (opened.run === run) tell();
    };
    return superviseEngine<Port>({
      fork: parts.fork,
      options: parts.optionsFor(choice),
      now: parts.now,
      later: parts.later,
      onState: (state) => mine(() => parts.onState(state)),
      onLive: () => mine(() => parts.onLive()),
      onReportText: (text, exitCode) => mine(() => parts.onReportText(text, exitCode)),
      onForgotten: () => mine(() => parts.onForgotten?.()),
      onNotice: (notice) => mine(() => parts.onNotice?.(notice)),
      onCluster: (cluster) => mine(() => identify(cluster)),
    });
  }

  function identify(cluster: StartedCluster): void {
    opened = identified(opened, choice, cluster);
    parts.onOpened(opened);
  }

  function open(next: ClusterChoice): void {
    engine.stop();
    choice = next;
    opened = newlyOpened(next, opened.run + 1);
    parts.onOpened(opened);
    engine = start();
    parts.onState(engine.state());
  }

  return {
    open,
    reopen: () => open(choice),
    opened: () => opened,
    state: () => engine.state(),
    connect: (port) => engine.connect(port),
    askReportText: () => engine.askReportText(),
    tune: (to) => engine.tune(to),
    forgetHistory: (folder) => engine.forgetHistory(folder),
    record: (to) => engine.record(to),
    stop: () => engine.stop(),
  };
}

function newlyOpened(choice: ClusterChoice, run: number): OpenedCluster {
  const id = choice.kind === 'demo' ? { id: demoId(choice.scenario) } : {};
  return { run, name: nameOf(choice), demo: choice.kind === 'demo', ...id };
}

function identified(opened: OpenedCluster, choice: ClusterChoice, cluster: StartedCluster): OpenedCluster {
  if (choice.kind === 'demo') return { ...opened, id: demoId(choice.scenario) };
  const { context, file, server } = cluster;
  return { ...opened, name: context, file, id: contextId({ name: context, file, server }) };
}

/** For sentences, before the engine has said what it opened. */
export function nameOf(choice: ClusterChoice): string {
  if (choice.kind === 'demo') return choice.scenario === 'healthy' ? 'the demo' : `the demo "${path.basename(choice.scenario)}"`;
  if (choice.kind === 'recording') return `the recording ${path.basename(choice.file)}`;
  if (choice.inCluster) return 'this cluster';
  return choice.context ?? (choice.kubeconfig === undefined ? 'the current context' : `the current context of ${choice.kubeconfig}`);
}
