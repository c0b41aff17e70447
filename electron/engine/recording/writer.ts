import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import { Basis } from './basis';
import type { NewEntry, SegmentHead } from './entries';
import { FRAME, type FrameKind, fileHead, frame } from './frames';
import { MOST_SEGMENT_BYTES, Packer, packEntry } from './segments';

/** Killed at any moment, at most so much is lost. */
const FLUSH_MS = 5_000;

/** What a writer needs of the file that it makes; another one in tests (a full disk). */
export interface WritableFile {
  write(bytes: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  close(): Promise<void>;
}

export interface Written {
  readonly entries: number;
  readonly rawBytes: number;
  readonly fileBytes: number;
}

/** Writes a recording as it goes: what came more than five seconds ago is in the file. After an error of the disk it writes no more, and says so. */
export class RecordingWriter {
  private at = 0;
  private packer: Packer | undefined;
  private readonly seen = new Set<string>();
  private readonly basis = new Basis();
  private writing: Promise<void> = Promise.resolve();
  private readonly ended = new AbortController();
  private readonly index: { offset: number; fromMs: number }[] = [];
  private entries = 0;
  private rawBytes = 0;
  /** Why nothing more is written: "no space left on device". */
  trouble: string | undefined;

  private constructor(
    private readonly file: WritableFile,
    private readonly head: Omit<SegmentHead, 'fromMs'>,
    private readonly clock: Clock,
  ) {}

  /** Makes the file, which must not be there yet. */
  static async make(
    path: string,
    head: Omit<SegmentHead, 'fromMs'>,
    clock: Clock,
    makeFile: (path: string) => Promise<WritableFile> = (name) => open(name, 'wx', 0o600),
  ): Promise<Result<RecordingWriter, string>> {
    try {
      const writer = new RecordingWriter(await makeFile(path), head, clock);
      writer.put(fileHead());
      void writer.flushNowAndThen();
      return ok(writer);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  add(entry: NewEntry, body?: Uint8Array): void {
    if (this.trouble !== undefined || this.ended.signal.aborted) return;
    const packer = this.segment(entry.atMs);
    const hash = body === undefined ? undefined : createHash('sha256').update(body).digest('base64url');
    const isNew = hash !== undefined && !this.seen.has(hash);
    if (hash !== undefined) this.seen.add(hash);
    const patch = isNew && body !== undefined ? this.basis.patch(entry, hash, body) : undefined;
    const since = patch === undefined ? {} : { since: patch.since };
    const head = hash === undefined ? entry : { ...entry, body: { hash, bytes: body?.length ?? 0, ...since } };
    packer.add(packEntry(JSON.stringify(head), isNew ? (patch?.bytes ?? body) : undefined));
    this.entries += 1;
    this.rawBytes += body?.length ?? 0;
    if (packer.rawBytes >= MOST_SEGMENT_BYTES) this.closeSegment(entry.atMs);
  }

  /** Ends the file. */
  async end(): Promise<Written> {
    this.closeSegment(this.clock.now());
    this.frame(FRAME.index, Buffer.from(JSON.stringify({ segments: this.index, entries: this.entries })));
    this.ended.abort();
    await this.writing;
    await this.file.close();
    return this.written();
  }

  /** So far; what came in the last seconds is not yet in `fileBytes`. */
  written(): Written {
    return { entries: this.entries, rawBytes: this.rawBytes, fileBytes: this.at };
  }

  /** Resolves when what was flushed is in the file. */
  async flushed(): Promise<void> {
    await this.writing;
  }

  private segment(fromMs: number): Packer {
    if (this.packer !== undefined) return this.packer;
    this.packer = new Packer();
    const head: SegmentHead = { ...this.head, fromMs };
    this.writing = this.writing.then(async () => {
      this.index.push({ offset: this.at, fromMs });
      await this.write(frame(FRAME.begin, Buffer.from(JSON.stringify(head))));
    });
    return this.packer;
  }

  private closeSegment(toMs: number): void {
    const { packer } = this;
    if (packer === undefined) return;
    this.packer = undefined;
    const packed = packer.end();
    this.writing = this.writing.then(async () => {
      await this.write(frame(FRAME.data, await packed));
      await this.write(frame(FRAME.end, Buffer.from(JSON.stringify({ toMs, rawBytes: packer.rawBytes }))));
    });
  }

  private async flushNowAndThen(): Promise<void> {
    while (!this.ended.signal.aborted) {
      await this.clock.sleep(FLUSH_MS, this.ended.signal);
      const { packer } = this;
      if (packer === undefined || this.ended.signal.aborted) continue;
      const packed = packer.flush();
      this.writing = this.writing.then(async () => {
        const bytes = await packed;
        if (bytes.length > 0) await this.write(frame(FRAME.data, bytes));
      });
    }
  }

  private frame(kind: FrameKind, payload: Buffer): void {
    this.put(frame(kind, payload));
  }

  private put(bytes: Buffer): void {
    this.writing = this.writing.then(() => this.write(bytes));
  }

  private async write(bytes: Buffer): Promise<void> {
    if (this.trouble !== undefined) return;
    try {
      // A disk that is nearly full takes a part, and says why only when it is asked to take the rest.
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, this.at);
        done += bytesWritten;
        this.at += bytesWritten;
      }
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }
}
