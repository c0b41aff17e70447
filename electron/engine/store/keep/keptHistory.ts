import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../../../shared/model/result';
import type { Clock } from '../../clock';
import type { ClusterIdentity } from '../../cluster/port';
import { History } from '../history';
import type { Past } from '../past';
import { Intake } from '../samples/intake';
import { OwnPoints } from '../samples/ownPoints';
import { RETENTION, type Retention, SampleStore } from '../samples/sampleStore';
import type { SampleListener } from '../samples/targetSamples';
import { Keeper } from './keeper';
import { KeptPast } from './keptPast';
import { loadSamples } from './loadSamples';
import { type KeepTrouble, openFile } from './openFile';
import { loadLibsql, type OpenSqlite } from './sqlite';
import { WriteQueue } from './writeQueue';

/** How often what is too old or too much is dropped. */
const RETAIN_MS = 60_000;
/** What was taken in is on the disk after so long at most, whatever happens to the process. */
const FLUSH_MS = 5_000;

export interface KeepParts {
  readonly clock: Clock;
  /** Undefined: in memory only. */
  readonly file: string | undefined;
  readonly tell: (trouble: KeepTrouble) => void;
  /** Libsql unless given. */
  readonly sqlite?: () => Result<OpenSqlite, string>;
  readonly retention?: Retention;
}

/** The history of one cluster: samples and what looks made of them, in memory, and on disk where the user keeps it. */
export interface KeptHistory {
  readonly samples: SampleStore;
  readonly points: History;
  readonly intake: Intake;
  /** Of the time strip; undefined: in memory only. */
  readonly past: Past | undefined;
  /** Nothing of before stays, in memory, in its file or in others of the folder. */
  forget(folder: string): void;
  close(): void;
}

/** A file for each cluster, by its server's address; a demo is at another one each time and goes by its scenario. */
export function historyFile(folder: string, { server }: Pick<ClusterIdentity, 'server'>, scenario: string | undefined): string {
  const name = scenario === undefined ? createHash('sha256').update(server).digest('hex').slice(0, 16) : `demo-${scenario}`;
  return path.join(folder, `${name}.db`);
}

export function openHistory(parts: KeepParts): KeptHistory {
  const { clock, retention = RETENTION } = parts;
  const relay = new Relay();
  const samples = new SampleStore(retention, relay);
  const file = parts.file === undefined ? undefined : fileOf(parts, parts.file, samples, retention);
  relay.to = file?.keeper;
  const own = new OwnPoints(samples);
  const points = new History(undefined, own);
  const end = new AbortController();
  const settle = (): void => {
    own.settle();
    file?.past.settle();
  };
  void every(RETAIN_MS, end.signal, clock, () => {
    file?.past.retain(clock.now(), clock.now() - retention.spanMs);
    samples.retain(clock.now(), file?.past.bytes);
  });
  if (file)
    void every(FLUSH_MS, end.signal, clock, () => {
      settle();
      file.queue.flush();
    });
  return {
    samples,
    points,
    intake: new Intake(samples, clock),
    past: file?.past,
    forget(folder) {
      samples.clear();
      points.keepOnly(new Set());
      file?.keeper.forget();
      file?.past.forget();
      file?.queue.forget();
      removeOthers(folder, file === undefined ? undefined : parts.file);
    },
    close() {
      if (end.signal.aborted) return;
      end.abort();
      settle();
      file?.queue.close();
    },
  };
}

/** Of other clusters, and files that were set aside. */
function removeOthers(folder: string, own: string | undefined): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (own === undefined || !isOf(own, file)) rmSync(file, { force: true });
  }
}

/** The file or one of SQLite's companions of it. */
function isOf(own: string, file: string): boolean {
  return [own, `${own}-wal`, `${own}-shm`].some((each) => path.resolve(each) === path.resolve(file));
}

/** What the store says before the file is open goes nowhere: it comes from the file. */
class Relay implements SampleListener {
  to: SampleListener | undefined;

  row: SampleListener['row'] = (...said) => this.to?.row(...said);
  block: SampleListener['block'] = (...said) => this.to?.block(...said);
  series: SampleListener['series'] = (...said) => this.to?.series(...said);
  forgotten: SampleListener['forgotten'] = (...said) => this.to?.forgotten(...said);
  dropped: SampleListener['dropped'] = (...said) => this.to?.dropped(...said);
}

/** A history file that is open, and who writes to it. */
interface OpenHistoryFile {
  readonly queue: WriteQueue;
  readonly keeper: Keeper;
  readonly past: KeptPast;
}

function fileOf(
  { clock, tell, sqlite = loadLibsql }: KeepParts,
  file: string,
  samples: SampleStore,
  { spanMs }: Retention,
): OpenHistoryFile | undefined {
  const open = sqlite();
  if (!open.ok) {
    tell({
      says: `History is not kept: the database libsql could not be loaded (${open.error}).`,
      remedy: 'Install Hopscope anew for this system. In memory the history goes on until the window closes.',
    });
    return undefined;
  }
  let unreadable = 0;
  let loaded: OpenHistoryFile | undefined;
  const nowMs = clock.now();
  const opened = openFile(open.value, file, nowMs, (db) => {
    const samplesOf = loadSamples(db, samples, nowMs - spanMs);
    unreadable = samplesOf.unreadable;
    const queue = new WriteQueue(db, file, tell);
    const past = new KeptPast(db, queue, nowMs, () => {
      if (loaded) tell(partly(file, 1));
      else unreadable += 1;
    });
    past.retain(nowMs, nowMs - spanMs);
    loaded = { queue, keeper: new Keeper(queue, samplesOf.targets), past };
  });
  if (!opened.ok) {
    tell(opened.error);
    return undefined;
  }
  if (opened.value.aside) tell(opened.value.aside);
  if (unreadable > 0) tell(partly(file, unreadable));
  return loaded;
}

function partly(file: string, unreadable: number): KeepTrouble {
  return {
    says: `${unreadable} parts of the kept history ${file} are not what was written: they were left out, the rest is there.`,
    remedy: 'Look after the disk. Charts have a gap there.',
  };
}

async function every(periodMs: number, end: AbortSignal, clock: Clock, act: () => void): Promise<void> {
  while (!end.aborted) {
    await clock.sleep(periodMs, end);
    if (!end.aborted) act();
  }
}
