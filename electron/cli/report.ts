import { Command } from 'commander';
import { ok, type Result } from '../../shared/model/result';
import type { Report } from '../../shared/report/schema';
import type { PortLoad } from '../engine/cluster/port';
import { GapMemory } from '../engine/gaps/gapMemory';
import { correctionsFor } from '../engine/givenEndpoints';
import { lookAtCluster } from '../engine/lookAtCluster';
import { exitCodeOf, reportText } from '../engine/reportText';
import { notesOf } from '../engine/session/warnings';
import { wholeReport } from '../engine/wholeReport';
import { atItsTime, type ClusterOptions, clusterOptions, openNamed, untilSeen } from './clusterOptions';
import { toMilliseconds } from './duration';
import { mayWrite, writeOut } from './outFile';

/** What is looked at, for how long, and where what is made of it goes. */
export interface LookOptions extends ClusterOptions {
  readonly for?: number;
  readonly output?: string;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

export function reportCommand(ends: (code: number) => void): Command {
  return lookOptions(new Command('report').description('looks at a cluster and prints what it found'))
    .option('--json', 'print the Report as JSON')
    .action(async (options: LookOptions) => ends(await reportTo(options, (made) => ok(textOf(made, options)))));
}

/** The options of LookOptions but for --json. */
export function lookOptions(command: Command): Command {
  return clusterOptions(command)
    .option(
      '--for <duration>',
      'keep looking this long, for example 10m: scrape gaps of that time and what no scrape saw are printed',
      toMilliseconds,
    )
    .option('-o, --output <file>', 'write it to a file instead of printing it');
}

/** Looks, writes what `write` makes of the Report, and returns the exit code. */
export async function reportTo(options: LookOptions, write: (made: Report) => Result<string, string>): Promise<number> {
  const place = options.output === undefined ? ok(undefined) : await mayWrite(options.output);
  if (!place.ok) {
    say(place.error);
    return 2;
  }
  const opened = await openNamed(options);
  if (opened === undefined) return 2;
  const { port, endpoints, demo, clock, replay } = opened;
  const forMs = options.for ?? replay?.lengthMs;
  const memory = new GapMemory();
  const {
    session,
    report: maker,
    blindSpots,
  } = lookAtCluster(
    port,
    clock,
    () => correctionsFor(endpoints),
    () => memory.observe(session),
  );
  session.start();
  await untilSeen(opened, session, forMs);
  const { report: made, says } = await atItsTime(opened, wholeReport({ session, port, clock, memory, maker, blindSpots }, forMs));
  if (forMs !== undefined) say(says);
  sayCost(port.load(), session);
  const notes = notesOf(session, port, demo !== undefined);
  session.close();
  await demo?.close();
  for (const note of notes) say(note);
  const text = write(made);
  const done = text.ok ? await put(text.value, options.output) : text;
  if (done.ok) return exitCodeOf(made);
  say(done.error);
  return 2;
}

/** What the look cost, for who pays for it. */
function sayCost(load: PortLoad, session: ReturnType<typeof lookAtCluster>['session']): void {
  const whole =
    session.firstWholeLookMs === undefined ? 'not complete' : `${((session.firstWholeLookMs - session.startedMs) / 1000).toFixed(1)} s`;
  say(
    `first whole look: ${whole}; ${load.totalRequests} requests, ${(load.totalBytes / 1024).toFixed(0)} KiB, ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB resident`,
  );
}

function textOf(made: Report, { json, output }: LookOptions): string {
  if (json === true) return `${JSON.stringify(made, null, 2)}\n`;
  return reportText(made, output === undefined && process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined);
}

async function put(text: string, file: string | undefined): Promise<Result<undefined, string>> {
  if (file !== undefined) return writeOut(file, text);
  process.stdout.write(text);
  return ok(undefined);
}
