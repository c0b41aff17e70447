import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../../../shared/model/result';
import type { Clock } from '../../clock';
import type { ClusterIdentity } from '../../cluster/port';
import { History } from '../history';
import { Intake } from '../samples/intake';
import { OwnPoints } from '../samples/ownPoints';
import { RETENTION, type Retention, SampleStore } from '../samples/sampleStore';
import type { SampleListener } from '../samples/targetSamples';
import { Keeper } from './keeper';
import { loadSamples } from './loadSamples';
import { type KeepTrouble, openFile } from './openFile';
import { loadLibsql, type OpenSqlite } from './sqlite';

/** How often what is too old or too much is dropped. */
const RETAIN_MS = 60_000;

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
  const keeper = parts.file === undefined ? undefined : keeperOf(parts, parts.file, samples, retention);
  relay.to = keeper;
  const own = new OwnPoints(samples);
  const points = new History(undefined, own);
  const end = new AbortController();
  void retainUntil(end.signal, clock, samples);
  void keeper?.run(clock, () => own.settle());
  return {
    samples,
    points,
    intake: new Intake(samples, clock),
    forget(folder) {
      samples.clear();
      points.keepOnly(new Set());
      keeper?.forget();
      removeOthers(folder, keeper === undefined ? undefined : parts.file);
    },
    close() {
      end.abort();
      own.settle();
      keeper?.close();
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

function keeperOf(
  { clock, tell, sqlite = loadLibsql }: KeepParts,
  file: string,
  samples: SampleStore,
  { spanMs }: Retention,
): Keeper | undefined {
  const open = sqlite();
  if (!open.ok) {
    tell({
      says: `History is not kept: the database libsql could not be loaded (${open.error}).`,
      remedy: 'Install Hopscope anew for this system. In memory the history goes on until the window closes.',
    });
    return undefined;
  }
  let targets = new Map<string, number>();
  let unreadable = 0;
  const opened = openFile(open.value, file, clock.now(), (db) => {
    ({ targets, unreadable } = loadSamples(db, samples, clock.now() - spanMs));
  });
  if (!opened.ok) {
    tell(opened.error);
    return undefined;
  }
  if (opened.value.aside) tell(opened.value.aside);
  if (unreadable > 0) tell(partly(file, unreadable));
  return new Keeper(opened.value.db, file, targets, tell);
}

function partly(file: string, unreadable: number): KeepTrouble {
  return {
    says: `${unreadable} parts of the kept history ${file} are not what was written: they were left out, the rest is there.`,
    remedy: 'Look after the disk. Charts have a gap there.',
  };
}

async function retainUntil(end: AbortSignal, clock: Clock, samples: SampleStore): Promise<void> {
  while (!end.aborted) {
    await clock.sleep(RETAIN_MS, end);
    if (!end.aborted) samples.retain(clock.now());
  }
}
