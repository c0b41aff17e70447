import type { Clock } from '../../electron/engine/clock';
import type { ClusterPort } from '../../electron/engine/cluster/port';
import { lookAtCluster } from '../../electron/engine/lookAtCluster';
import { recorded } from '../../electron/engine/recording/recorder';
import { redaction } from '../../electron/engine/recording/redaction';
import { openReplay } from '../../electron/engine/recording/replay';
import { RecordingWriter } from '../../electron/engine/recording/writer';
import type { Report } from '../../shared/report/schema';

/** A recording of what one session's port carries. */
export interface Taken {
  /** The port that writes down what the given one carries. */
  through(port: ClusterPort): ClusterPort;
  end(): Promise<void>;
}

export async function takeRecording(file: string, clock: Clock): Promise<Taken> {
  const head = { context: 'demo', server: 'https://127.0.0.1', warnings: [], madeBy: 'a test' };
  const made = await RecordingWriter.make(file, head, clock);
  if (!made.ok) throw new Error(made.error);
  const writer = made.value;
  return {
    through: (port) => recorded(port, writer, redaction(), clock),
    end: async () => {
      await writer.end();
    },
  };
}

/** A replay's own looks come some seconds later than those that it answers. */
const LATER_MS = 8_000;
const STEP_MS = 1_000;

/** What a recording says as of then (`saidIn`), or within some seconds, once it is the same as was seen live. */
export async function replayedSaying(file: string, live: Report): Promise<ReturnType<typeof saidIn>> {
  const opened = await openReplay(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const { port, clock } = opened.value;
  const { session, report } = lookAtCluster(
    port,
    clock,
    () => [],
    () => undefined,
  );
  session.start();
  const wanted = JSON.stringify(saidIn(live));
  const atMs = Date.parse(live.to);
  await clock.run(atMs);
  let said = saidIn(report.make());
  while (JSON.stringify(said) !== wanted && clock.now() < atMs + LATER_MS) {
    await clock.run(clock.now() + STEP_MS);
    said = saidIn(report.make());
  }
  session.close();
  return said;
}

/** "2 min 5 s ago". */
const AGE = /\d+ (s|min|h|d)( \d+ (s|min|h))? ago/;

/**
 * What two Reports of the same moment have alike: what is there, how it is, and what was found; not when each was asked, nor how long ago something was then. What a rule cannot tell yet
 * for want of a second look is left out: that look comes some seconds earlier in one than in the other.
 */
export function saidIn({ components, edges, findings }: Report) {
  return {
    components: Object.fromEntries(components.map(({ id, health, version, members }) => [id, { health, version, members }])),
    edges: Object.fromEntries(edges.map(({ from, to, health, inferred }) => [`${from} -> ${to}`, { health, inferred }])),
    findings: findings.map(({ id, severity, causedBy, title }) => ({ id, severity, causedBy, title: title.replace(AGE, 'some time ago') })),
  };
}
