import { Command } from 'commander';
import packageJson from '../../package.json';
import { formatBytes, formatDuration } from '../../shared/model/format';
import { systemClock } from '../engine/clock';
import { GapMemory } from '../engine/gaps/gapMemory';
import { correctionsFor } from '../engine/givenEndpoints';
import { lookAtCluster } from '../engine/lookAtCluster';
import { recorded } from '../engine/recording/recorder';
import { redaction } from '../engine/recording/redaction';
import { RecordingWriter } from '../engine/recording/writer';
import { notesOf } from '../engine/session/warnings';
import { wholeReport } from '../engine/wholeReport';
import { type ClusterOptions, clusterOptions, openNamed } from './clusterOptions';
import { toMilliseconds } from './duration';

interface RecordOptions extends ClusterOptions {
  readonly for: number;
  readonly output: string;
  readonly hide: readonly string[];
}

const PROGRESS_MS = 10_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** `hopscope record`: exit code 0 it is written, 2 it could not be. Ctrl-C ends it early, and the file is whole. */
export function recordCommand(ends: (code: number) => void): Command {
  return clusterOptions(new Command('record').description('looks at a cluster and writes what it answers into one file, without secrets'))
    .requiredOption('-o, --output <file>', 'the recording, which must not be there yet')
    .option('--for <duration>', 'how long', toMilliseconds, 600_000)
    .option(
      '--hide <name>',
      'a name that is called otherwise in the recording, the same everywhere (repeatable)',
      (name: string, before: string[]) => [...before, name],
      [],
    )
    .action(async (options: RecordOptions) => ends(await record(options)));
}

async function record(options: RecordOptions): Promise<number> {
  const opened = await openNamed(options);
  if (opened === undefined) return 2;
  const { endpoints, demo } = opened;
  const redacts = redaction(options.hide);
  const { context, server, warnings } = opened.port.cluster;
  const madeBy = `Hopscope ${packageJson.version}`;
  const head = { context: redacts.text(context), server: redacts.text(server), warnings: warnings.map(redacts.text), madeBy };
  const made = await RecordingWriter.make(options.output, head, systemClock);
  if (!made.ok) {
    say(`${options.output} cannot be written: ${made.error}.\nName a file that is not there yet, in a folder that you may write to.`);
    await demo?.close();
    return 2;
  }
  const writer = made.value;
  const port = recorded(opened.port, writer, redacts, systemClock);
  const memory = new GapMemory();
  const looking = lookAtCluster(
    port,
    systemClock,
    () => correctionsFor(endpoints),
    () => memory.observe(looking.session),
  );
  looking.session.start();
  await forAsLong(options.for, writer);
  const { session, report: maker, blindSpots } = looking;
  const lengthMs = systemClock.now() - session.startedMs;
  const { report } = await wholeReport({ session, port, clock: systemClock, memory, maker, blindSpots }, lengthMs);
  writer.add({ kind: 'report', atMs: systemClock.now(), lengthMs }, redacts.body(Buffer.from(JSON.stringify(report)), 'application/json'));
  const notes = notesOf(session, port, demo !== undefined);
  session.close();
  const { entries, rawBytes, fileBytes } = await writer.end();
  await demo?.close();
  for (const note of notes) say(note);
  if (writer.trouble !== undefined) say(`${options.output}: writing stopped: ${writer.trouble}. What came before is in the file.`);
  say(
    `${options.output}: ${entries} entries in ${formatDuration(lengthMs / 1_000)}, ${formatBytes(rawBytes)} kept in ${formatBytes(fileBytes)}`,
  );
  return writer.trouble === undefined ? 0 : 2;
}

/** Until the time is over, Ctrl-C comes, or the disk is full. */
async function forAsLong(ms: number, writer: RecordingWriter): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const begin = systemClock.monotonic();
  for (let passed = 0; passed < ms && !stop.signal.aborted && writer.trouble === undefined; passed = systemClock.monotonic() - begin) {
    say(`recorded ${formatDuration(passed / 1_000)} of ${formatDuration(ms / 1_000)}`);
    await systemClock.sleep(Math.min(PROGRESS_MS, ms - passed), stop.signal);
  }
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
}
