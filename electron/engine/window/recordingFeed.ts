import path from 'node:path';
import type { FromEngine } from '../../../shared/contract/engine';
import type { PreviewState, Recording, RecordingIntent } from '../../../shared/contract/recording';
import { assertNever } from '../../../shared/model/result';
import { ClusterRecording, lentPort, type RecordingParts } from '../recording/clusterRecording';
import { previewRecording } from '../recording/preview';

const TOLD_MS = 1_000;

/** What the user records of the cluster that is open. It is of the engine, not of one window: a window that comes back is told of it. */
export class RecordingFeed {
  private running: ClusterRecording | undefined;
  private state: Recording | undefined;
  private send: ((message: FromEngine) => void) | undefined;
  private previewing: AbortController | undefined;
  /** Until the files of all previews are gone. */
  private previewed: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Omit<RecordingParts, 'file' | 'hide'>) {}

  connect(send: (message: FromEngine) => void): void {
    this.send = send;
    this.tell();
  }

  /** One at a time: a second one is not begun. */
  async begin(file: string, hide: readonly string[]): Promise<void> {
    if (this.state?.state === 'recording' || this.state?.state === 'ending') return;
    const { clock, port } = this.parts;
    const name = path.basename(file);
    this.state = { name, state: 'recording', fromMs: clock.now(), lengthMs: 0, entries: 0, rawBytes: 0, fileBytes: 0, hidden: hide.length };
    const begun = await ClusterRecording.begin({ ...this.parts, port: lentPort(port), file, hide });
    if (!begun.ok) {
      this.turn({ state: 'failed', trouble: begun.error });
      return;
    }
    this.running = begun.value;
    void this.watch(begun.value);
  }

  receive(intent: RecordingIntent): void {
    switch (intent.type) {
      case 'end-recording':
        void this.end();
        return;
      case 'forget-recording':
        if (this.running === undefined) this.state = undefined;
        this.tell();
        return;
      case 'preview-recording':
        this.previewed = Promise.all([this.previewed, this.preview(intent.hide)]).then(() => undefined);
        return;
      case 'end-preview':
        this.previewing?.abort();
        return;
      default:
        assertNever(intent);
    }
  }

  /** The engine is about to go: what came is in the file. */
  async cut(): Promise<void> {
    this.previewing?.abort();
    await Promise.all([this.previewed, this.running?.cut()]);
    this.running = undefined;
  }

  /** The one before is given up: it was of other names. */
  private async preview(hide: readonly string[]): Promise<void> {
    this.previewing?.abort();
    const asked = new AbortController();
    this.previewing = asked;
    const tell = (preview: PreviewState) => this.send?.({ type: 'recording-preview', preview });
    tell({ state: 'asked' });
    const made = await previewRecording({ ...this.parts, port: lentPort(this.parts.port), hide }, asked.signal);
    if (asked.signal.aborted) return;
    tell(made.ok ? { state: 'made', made: made.value } : { state: 'failed', says: made.error });
  }

  private async end(): Promise<void> {
    const { running } = this;
    if (running === undefined || this.state?.state !== 'recording') return;
    this.turn({ state: 'ending', ...this.soFar(running) });
    const written = await running.end();
    this.running = undefined;
    const { trouble } = running;
    this.turn({ ...written, ...(trouble === undefined ? { state: 'done' } : { state: 'failed', trouble }) });
  }

  private async watch(recording: ClusterRecording): Promise<void> {
    while (this.running === recording && this.state?.state === 'recording') {
      this.turn(this.soFar(recording));
      if (recording.trouble !== undefined) return this.end();
      await this.parts.clock.sleep(TOLD_MS);
    }
  }

  private soFar(recording: ClusterRecording): Partial<Recording> {
    return { lengthMs: recording.lengthMs(), ...recording.written() };
  }

  private turn(change: Partial<Recording>): void {
    if (this.state !== undefined) this.state = { ...this.state, ...change };
    this.tell();
  }

  private tell(): void {
    this.send?.({ type: 'recording', recording: this.state ?? null });
  }
}
