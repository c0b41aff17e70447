import path from 'node:path';
import type { EngineOptions } from '../../shared/contract/control';
import type { FromEngine, View } from '../../shared/contract/engine';
import type { Replay } from '../../shared/contract/replay';
import { type Clock, systemClock } from './clock';
import { createAccess } from './cluster/access';
import { CorrectionsFile } from './correctionsFile';
import { lookAtCluster } from './lookAtCluster';
import { toldSpans } from './recording/findingSpans';
import { type Passage, ReplayPlayer } from './recording/player';
import type { Recording } from './recording/reader';
import { ReplayClock } from './recording/replayClock';
import { promptReplayPort, replayPort } from './recording/replayPort';
import { type PrintedReport, printedReport } from './reportText';
import { notesOf } from './session/warnings';
import { openHistory } from './store/keep/keptHistory';
import { WindowFeed } from './window/windowFeed';

export interface ReplayForWindow {
  /** A window came up, or came back. */
  connect(send: (message: FromEngine) => void): void;
  receive(raw: unknown): void;
  reportText(): Promise<PrintedReport>;
}

interface WindowPassage extends Passage {
  readonly feed: WindowFeed;
  reportText(): Promise<PrintedReport>;
}

/** A recording as the window's cluster, played from its beginning. */
export function replayForWindow(
  recording: Recording,
  file: string,
  { settingsDir }: Pick<EngineOptions, 'settingsDir'>,
  onPhase: (phase: View['phase'], isWhole: boolean) => void,
  clock: Clock = systemClock,
): ReplayForWindow {
  const { head, fromMs, toMs, damage } = recording;
  const findings = toldSpans(recording.findings);
  let send: ((message: FromEngine) => void) | undefined;
  let passage: WindowPassage | undefined;
  const corrections = new CorrectionsFile(settingsDir, head);
  const player = new ReplayPlayer({
    about: {
      name: path.basename(file),
      context: head.context,
      madeBy: head.madeBy,
      fromMs,
      toMs,
      ...(damage === undefined ? {} : { damage }),
    },
    clock,
    begin: () => {
      passage = begin();
      return passage;
    },
    tell: (replay) => tell(replay),
  });
  void player.play();

  function tell(replay: Replay): void {
    send?.({ type: 'replay', replay });
  }

  function begin(): WindowPassage {
    // Each passage closes its port; the file is read by all of them.
    const shared: Recording = { ...recording, close: async () => undefined };
    const itsClock = new ReplayClock(fromMs);
    /** What the user asks for is answered also while the recording stands still. */
    const ours: Clock = { now: () => itsClock.now(), monotonic: () => clock.monotonic(), sleep: (ms, signal) => clock.sleep(ms, signal) };
    const prompt = promptReplayPort(shared, itsClock);
    const port = replayPort(shared, itsClock);
    const past = openHistory({ clock: itsClock, file: undefined, tell: () => undefined });
    const { session, report, blindSpots } = lookAtCluster(
      port,
      itsClock,
      () => corrections.list(),
      () => feed.changed(),
      past,
      { port: prompt, clock: ours },
    );
    const feed: WindowFeed = new WindowFeed({
      session,
      port: prompt,
      access: createAccess(prompt, ours),
      report,
      clock: ours,
      demo: undefined,
      corrections,
      blindSpots,
      samples: past.samples,
      replay: { clock: itsClock, receive: (intent) => player.receive(intent) },
      hold: (ms) => player.hold(ms),
      onPhase: (phase) => onPhase(phase, session.firstWholeLookMs !== undefined),
    });
    session.start();
    return {
      clock: itsClock,
      feed,
      isWhole: () => session.firstWholeLookMs !== undefined,
      show: () => {
        if (send) feed.connect(send);
      },
      reportText: async () => printedReport((await feed.wholeReport()).report, notesOf(session, port, false)),
      close: () => {
        feed.close();
        session.close();
        past.close();
      },
    };
  }

  return {
    connect(to) {
      send = to;
      tell(player.state());
      to({ type: 'replay-findings', ...findings });
      passage?.show();
    },
    receive: (raw) => passage?.feed.receive(raw),
    reportText: async () => {
      if (passage === undefined) throw new Error('a recording is looked at before it is reported on');
      return passage.reportText();
    },
  };
}
