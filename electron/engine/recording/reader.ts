import { open } from 'node:fs/promises';
import type { ReplayFinding } from '../../../shared/contract/replay';
import { failed, ok, type Result } from '../../../shared/model/result';
import { Bodies, type Place } from './bodies';
import { Entry, type SegmentHead } from './entries';
import { findingSpans } from './findingSpans';
import { FILE_HEAD_BYTES, readFileHead } from './frames';
import { bytesAt, findSegments, type RecordingFile, rawOf, type Segment } from './segmentFile';
import { unpackEntries } from './segments';
import { upgraded } from './upgrade';

/** Of one segment: a replay lets its time pass. */
const LONGEST_MS = 31 * 86_400_000;
/** How much of a file is opened, however large it is. */
export interface ReadLimits {
  /** What stands beside the bytes of answers is in memory: ten hours of a hundred nodes. */
  readonly entries: number;
  /** Two weeks of a flush each five seconds: who writes more wants to keep a reader busy. */
  readonly frames: number;
}
const LIMITS: ReadLimits = { entries: 400_000, frames: 250_000 };
const MOST_HEAD_CHARS = 1 << 29;
/** No answer has so long a path, and no look so many new findings. */
const LONGEST_HEAD_CHARS = 1 << 22;

export interface ReadTrouble {
  readonly says: string;
  readonly remedy: string;
}

export interface Recording {
  readonly head: SegmentHead;
  readonly fromMs: number;
  readonly toMs: number;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  /** What whoever recorded found, by its beginning. */
  readonly findings: readonly ReplayFinding[];
  /** Set where the file was cut off or damaged, or is longer than is opened at once: what it still tells. */
  readonly damage?: string;
  /** Undefined where its bytes were lost. */
  bodyOf(entry: { readonly body: { readonly hash: string; readonly bytes: number } }): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** Opens a recording. A file that was cut off opens as far as it goes; one that is none, or of another format, says so. */
export async function openRecording(
  path: string,
  openFile: (path: string) => Promise<RecordingFile> = (name) => open(name, 'r'),
  limits = LIMITS,
): Promise<Result<Recording, ReadTrouble>> {
  let file: RecordingFile;
  try {
    file = await openFile(path);
  } catch (error) {
    return failed({ says: `${path} cannot be opened: ${error instanceof Error ? error.message : error}.`, remedy: 'Check the name.' });
  }
  const opened = await readAll(file, path, limits);
  if (!opened.ok) await file.close();
  return opened;
}

async function readAll(file: RecordingFile, path: string, limits: ReadLimits): Promise<Result<Recording, ReadTrouble>> {
  const version = readFileHead(await bytesAt(file, 0, FILE_HEAD_BYTES));
  if (!version.ok)
    return failed({ says: `${path}: ${version.error}.`, remedy: 'Record with: hopscope record --for 10m -o FILE, or update Hopscope.' });
  const { segments, damage } = await findSegments(file, limits.frames);
  const read = await readEntries(file, segments, limits.entries);
  const wrong = read.wrong ?? damage;
  const [first] = segments;
  if (first === undefined || read.entries.length === 0)
    return failed({
      says: `${path}: nothing was recorded${wrong === undefined ? '' : `, or it is lost: ${wrong}`}.`,
      remedy: 'Record anew.',
    });
  const bodies = new Bodies(file, segments, read.places);
  const entries = await upgraded(version.value, read.entries, (body) => bodies.of(body));
  const toMs = entries.reduce((latest, entry) => Math.max(latest, entry.atMs + ('tookMs' in entry ? entry.tookMs : 0)), first.head.fromMs);
  return ok({
    head: first.head,
    fromMs: first.head.fromMs,
    toMs,
    entries,
    findings: findingSpans(entries),
    ...(wrong === undefined ? {} : { damage: wrong }),
    bodyOf: ({ body }) => bodies.of(body),
    close: () => file.close(),
  });
}

interface ReadEntries {
  readonly entries: readonly Entry[];
  readonly places: ReadonlyMap<string, Place>;
  /** What of it could not be read. */
  readonly wrong: string | undefined;
}

/** All that stands beside the bytes of answers, and where those are. One segment after the other: no more than one is in memory. */
async function readEntries(file: RecordingFile, segments: readonly Segment[], most: number): Promise<ReadEntries> {
  const entries: Entry[] = [];
  const places = new Map<string, Place>();
  let chars = 0;
  let wrong: string | undefined;
  for (const [i, segment] of segments.entries()) {
    const raw = await rawOf(file, segment);
    if (!raw.ok) return { entries, places, wrong: raw.error };
    for (const { head, from, to } of unpackEntries(raw.value)) {
      chars += head.length;
      if (entries.length >= most || chars > MOST_HEAD_CHARS) return { entries, places, wrong: tooLong(entries) };
      const entry = readEntry(head);
      if (entry === undefined) {
        wrong = 'an entry is not of this format';
        continue;
      }
      if (Math.abs(entry.atMs - segment.head.fromMs) > LONGEST_MS) {
        wrong = 'an entry is of another time';
        continue;
      }
      entries.push(entry);
      if ('body' in entry && to > from) places.set(entry.body.hash, { segment: i, from, to, since: entry.body.since });
    }
  }
  return { entries, places, wrong };
}

function tooLong(entries: readonly Entry[]): string {
  const last = new Date(entries.at(-1)?.atMs ?? 0).toISOString().slice(0, 19).replace('T', ' ');
  return `it is longer than is opened at once; what comes after ${last} UTC is left out`;
}

function readEntry(head: string): Entry | undefined {
  if (head.length > LONGEST_HEAD_CHARS) return undefined;
  try {
    return Entry.safeParse(JSON.parse(head)).data;
  } catch {
    return undefined;
  }
}
