import { Command } from 'commander';
import { formatBytes, formatDuration } from '../../shared/model/format';
import { systemClock } from '../engine/clock';
import { correctionsFor } from '../engine/givenEndpoints';
import { ClusterRecording } from '../engine/recording/clusterRecording';
import { notesOf } from '../engine/session/warnings';
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
  const { port, endpoints, demo } = opened;
  const { output: file, hide } = options;
  const begun = await ClusterRecording.begin({ port, clock: systemClock, file, hide, corrections: () => correctionsFor(endpoints) });
  if (!begun.ok) {
    say(`${file} cannot be written: ${begun.error}.\nName a file that is not there yet, in a folder that you may write to.`);
    await demo?.close();
    return 2;
  }
  const recording = begun.value;
  await forAsLong(options.for, recording);
  const lengthMs = recording.lengthMs();
  const notes = notesOf(recording.session, port, demo !== undefined);
  const { entries, rawBytes, fileBytes } = await recording.end();
  await demo?.close();
  for (const note of notes) say(note);
  if (recording.trouble !== undefined) say(`${file}: writing stopped: ${recording.trouble}. What came before is in the file.`);
  say(`${file}: ${entries} entries in ${formatDuration(lengthMs / 1_000)}, ${formatBytes(rawBytes)} kept in ${formatBytes(fileBytes)}`);
  return recording.trouble === undefined ? 0 : 2;
}

/** Until the time is over, Ctrl-C comes, or the disk is full. */
async function forAsLong(ms: number, recording: ClusterRecording): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const begin = systemClock.monotonic();
  for (let passed = 0; passed < ms && !stop.signal.aborted && recording.trouble === undefined; passed = systemClock.monotonic() - begin) {
    say(`recorded ${formatDuration(passed / 1_000)} of ${formatDuration(ms / 1_000)}`);
    await systemClock.sleep(Math.min(PROGRESS_MS, ms - passed), stop.signal);
  }
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
}
