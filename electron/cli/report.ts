import { Command, Option } from 'commander';
import { TABLE_NAMES, type TableName } from '../../shared/exports/reportTables';
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
import { exported, FORMATS, type Format } from './exportFormats';
import { mayWrite, writeOut } from './outFile';

interface ReportOptions extends ClusterOptions {
  readonly for?: number;
  readonly format?: Format;
  readonly output?: string;
  readonly table: TableName;
  readonly finding?: string;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

export function reportCommand(ends: (code: number) => void): Command {
  return clusterOptions(new Command('report').description('looks at a cluster and prints what it found'))
    .option(
      '--for <duration>',
      'keep looking this long, for example 10m: scrape gaps of that time and what no scrape saw are printed',
      toMilliseconds,
    )
    .option('--json', 'print the Report as JSON')
    .addOption(new Option('--format <format>', 'print it in another format').choices(FORMATS).conflicts('json'))
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .addOption(new Option('--table <name>', 'which table, with --format csv').choices(TABLE_NAMES).default('components'))
    .option('--finding <id>', 'only this finding, with --format issue or rules')
    .action(async (options: ReportOptions) => ends(await report(options)));
}

async function report(options: ReportOptions): Promise<number> {
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
  const text = textOf(made, options);
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

function textOf(made: Report, { json, format, output, table, finding }: ReportOptions): Result<string, string> {
  const chosen = json === true ? 'json' : format;
  if (chosen !== undefined) return exported(made, chosen, { table, finding });
  return ok(reportText(made, output === undefined && process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined));
}

async function put(text: string, file: string | undefined): Promise<Result<undefined, string>> {
  if (file !== undefined) return writeOut(file, text);
  process.stdout.write(text);
  return ok(undefined);
}
