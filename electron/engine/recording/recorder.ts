import type { Clock } from '../clock';
import { type ClusterPort, type PortFailure, type PortRequest, type PortResult, type PortStream, PortStreamError } from '../cluster/port';
import type { Asked } from './entries';
import type { Redaction } from './redaction';
import type { RecordingWriter } from './writer';

/** A port that writes down what it carries, without secrets. What it hands on is what came. */
export function recorded(port: ClusterPort, writer: RecordingWriter, redaction: Redaction, clock: Clock): ClusterPort {
  return new Recorder(port, writer, redaction, clock);
}

class Recorder implements ClusterPort {
  private streams = 0;

  constructor(
    private readonly port: ClusterPort,
    private readonly writer: RecordingWriter,
    private readonly redaction: Redaction,
    private readonly clock: Clock,
  ) {}

  get cluster() {
    return this.port.cluster;
  }

  load() {
    return this.port.load();
  }

  close(): void {
    this.port.close();
  }

  async send(request: PortRequest, signal: AbortSignal): Promise<PortResult> {
    const atMs = this.clock.now();
    const result = await this.port.send(request, signal);
    // Nobody waited for it any more: a replay's own looks are given up where these were.
    if (!(result.kind === 'failure' && result.code === 'aborted')) this.write(request, result, atMs);
    return result;
  }

  async stream(request: PortRequest, signal: AbortSignal): Promise<PortStream | PortFailure> {
    const atMs = this.clock.now();
    const opened = await this.port.stream(request, signal);
    if (opened.kind === 'failure') {
      if (opened.code !== 'aborted') this.write(request, opened, atMs);
      return opened;
    }
    const stream = ++this.streams;
    const { status, headers } = opened;
    const asked = this.asked(request);
    const said = { request: this.redaction.text(opened.request), status, headers: this.headers(headers) };
    this.writer.add({ kind: 'stream', atMs, tookMs: this.since(atMs), asked, stream, ...said });
    return { ...opened, chunks: this.chunks(opened.chunks, stream, headers['content-type'] ?? 'application/json') };
  }

  private write(request: PortRequest, result: PortResult, atMs: number): void {
    const times = { atMs, tookMs: this.since(atMs), asked: this.asked(request), request: this.redaction.text(result.request) };
    if (result.kind === 'failure') {
      const { phase, code, message, remedy, timings } = result;
      this.writer.add({ kind: 'failure', ...times, phase, code, message: this.redaction.text(message), remedy, timings });
      return;
    }
    const { status, headers, body, wireBytes, timings, peer, serverDateMs } = result;
    this.writer.add(
      {
        kind: 'answer',
        ...times,
        status,
        headers: this.headers(headers),
        wireBytes,
        timings,
        ...(peer && { peer: { ...peer, sans: [...peer.sans] } }),
        ...(serverDateMs === undefined ? {} : { serverDateMs }),
      },
      this.redaction.body(body, headers['content-type'] ?? ''),
    );
  }

  /** Whole lines are written: a secret may lie across two pieces. */
  private async *chunks(chunks: AsyncIterable<Uint8Array>, stream: number, contentType: string): AsyncGenerator<Uint8Array> {
    let begun = Buffer.alloc(0);
    const write = (bytes: Uint8Array): void => {
      if (bytes.length > 0) this.writer.add({ kind: 'chunk', atMs: this.clock.now(), stream }, this.lines(bytes, contentType));
    };
    try {
      for await (const chunk of chunks) {
        const whole = Buffer.concat([begun, chunk]);
        const end = whole.lastIndexOf(0x0a) + 1;
        write(whole.subarray(0, end));
        begun = whole.subarray(end);
        yield chunk;
      }
      this.writer.add({ kind: 'end', atMs: this.clock.now(), stream });
    } catch (error) {
      if (error instanceof PortStreamError && error.code !== 'aborted') {
        const { code, remedy } = error;
        this.writer.add({
          kind: 'end',
          atMs: this.clock.now(),
          stream,
          trouble: { code, message: this.redaction.text(error.message), remedy },
        });
      }
      throw error;
    }
  }

  private lines(bytes: Uint8Array, contentType: string): Uint8Array {
    const lines = Buffer.from(bytes).toString('utf8').split('\n');
    return Buffer.from(
      lines
        .map((line) => (line === '' ? line : Buffer.from(this.redaction.body(Buffer.from(line), contentType)).toString('utf8')))
        .join('\n'),
    );
  }

  private headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    const kept = Object.entries(headers).filter(([name]) => !/cookie|authorization/.test(name));
    return Object.fromEntries(kept.map(([name, value]) => [name, this.redaction.text(value)]));
  }

  private asked({ method = 'GET', route, path, accept, body }: PortRequest): Asked {
    const routed = this.redaction.value(route) as Asked['route'];
    return {
      method,
      route: routed,
      path: this.redaction.text(path),
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { body: this.redaction.value(body) }),
    };
  }

  private since(atMs: number): number {
    return Math.max(0, this.clock.now() - atMs);
  }
}
