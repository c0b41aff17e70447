import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { RecordingRow } from '../../../shared/contract/clusters';
import { ATOMIC, type FileWriter, readStored, writeStored } from '../storedFile';
import { shownPath } from './clusterRows';

/** As many as are looked through at a glance. */
const MOST = 12;
/** A disk that does not answer by then may be away for long: the row stands without a size. */
const PATIENCE_MS = 1_000;

const Stored = z.object({ version: z.literal(1), recordings: z.array(z.object({ file: z.string(), usedAtMs: z.number() })) });
type Used = z.infer<typeof Stored>['recordings'][number];

export interface RecentRecordings {
  /** It was made or opened now. */
  used(file: string, nowMs: number): void;
  /** The one used last first, each with what stands at its place now. */
  rows(home: string): Promise<readonly RecordingRow[]>;
  /** The file that a row's id stands for. */
  fileOf(id: string): string | undefined;
  /** Takes it from the list; the file stays. */
  forget(id: string): void;
}

export interface RecentParts {
  /** Resolves with its size; rejects with a code ENOENT where there is none. */
  readonly sizeOf?: (file: string) => Promise<number>;
  readonly writer?: FileWriter;
  later(ms: number, run: () => void): void;
}

/** Recordings that were made or opened, in recordings.json beside the settings. Where it cannot be written they are known for this run. */
export function openRecentRecordings(settingsFolder: string, { sizeOf = bytesOf, writer = ATOMIC, later }: RecentParts): RecentRecordings {
  const stored = path.join(settingsFolder, 'recordings.json');
  let recent: readonly Used[] = read(stored);

  function keep(next: readonly Used[]): void {
    recent = next.slice(0, MOST);
    writeStored(stored, `${JSON.stringify({ version: 1, recordings: recent }, undefined, 1)}\n`, writer, 0o600);
  }

  async function rowOf({ file, usedAtMs }: Used, home: string): Promise<RecordingRow> {
    const row = { id: idOf(file), name: path.basename(file), shownFolder: shownPath(path.dirname(file), home), usedAtMs };
    const late = new Promise<undefined>((resolve) => later(PATIENCE_MS, () => resolve(undefined)));
    try {
      const bytes = await Promise.race([sizeOf(file), late]);
      return bytes === undefined ? row : { ...row, bytes };
    } catch {
      return { ...row, missing: true };
    }
  }

  return {
    used(file, usedAtMs) {
      const full = path.resolve(file);
      keep([{ file: full, usedAtMs }, ...recent.filter((each) => each.file !== full)]);
    },
    rows: (home) => Promise.all(recent.map((each) => rowOf(each, home))),
    fileOf: (id) => recent.find(({ file }) => idOf(file) === id)?.file,
    forget: (id) => keep(recent.filter(({ file }) => idOf(file) !== id)),
  };
}

/** A damaged list is none. */
function read(stored: string): readonly Used[] {
  const text = readStored(stored);
  if (!text.ok || text.value === undefined) return [];
  try {
    return Stored.safeParse(JSON.parse(text.value)).data?.recordings.slice(0, MOST) ?? [];
  } catch {
    return [];
  }
}

function idOf(file: string): string {
  return createHash('sha256').update(`recording\0${file}`).digest('hex').slice(0, 16);
}

async function bytesOf(file: string): Promise<number> {
  return (await stat(file)).size;
}
