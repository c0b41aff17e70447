import packageJson from '../../../package.json';
import { ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { Correction } from '../discovery/corrections';
import { GapMemory } from '../gaps/gapMemory';
import { type Looking, lookAtCluster } from '../lookAtCluster';
import { wholeReport } from '../wholeReport';
import { recorded } from './recorder';
import { type Redaction, redaction } from './redaction';
import { RecordingWriter, type Written } from './writer';

export interface RecordingParts {
  /** Closed with the recording; see `lentPort`. */
  readonly port: ClusterPort;
  readonly clock: Clock;
  /** Must not be there yet. */
  readonly file: string;
  /** Names that are called otherwise in it. */
  readonly hide: readonly string[];
  readonly corrections: () => readonly Correction[];
}

/** Looks at a cluster as ever, from a first look on, and writes down what it answers, without secrets. */
export class ClusterRecording {
  private readonly memory = new GapMemory();
  private readonly looking: Looking;
  private readonly port: ClusterPort;

  private constructor(
    private readonly parts: RecordingParts,
    private readonly writer: RecordingWriter,
    private readonly redacts: Redaction,
  ) {
    const { clock, corrections } = parts;
    this.port = recorded(parts.port, writer, redacts, clock);
    this.looking = lookAtCluster(this.port, clock, corrections, () => this.memory.observe(this.looking.session));
    this.looking.session.start();
  }

  /** An error: the file cannot be made. */
  static async begin(parts: RecordingParts): Promise<Result<ClusterRecording, string>> {
    const redacts = redaction(parts.hide);
    const { context, server, warnings } = parts.port.cluster;
    const madeBy = `Hopscope ${packageJson.version}`;
    const head = { context: redacts.text(context), server: redacts.text(server), warnings: warnings.map(redacts.text), madeBy };
    const made = await RecordingWriter.make(parts.file, head, parts.clock);
    return made.ok ? ok(new ClusterRecording(parts, made.value, redacts)) : made;
  }

  get session() {
    return this.looking.session;
  }

  /** Why nothing more is written: "no space left on device". */
  get trouble(): string | undefined {
    return this.writer.trouble;
  }

  lengthMs(): number {
    return this.parts.clock.now() - this.session.startedMs;
  }

  written(): Written {
    return this.writer.written();
  }

  /** Writes the Report of its whole time, and ends the file. */
  async end(): Promise<Written> {
    const { session, report: maker, blindSpots } = this.looking;
    const { clock } = this.parts;
    const lengthMs = this.lengthMs();
    const { report } = await wholeReport({ session, port: this.port, clock, memory: this.memory, maker, blindSpots }, lengthMs);
    const bytes = this.redacts.body(Buffer.from(JSON.stringify(report)), 'application/json');
    this.writer.add({ kind: 'report', atMs: clock.now(), lengthMs }, bytes);
    return this.cut();
  }

  /** Ends the file as it is, without a Report. */
  cut(): Promise<Written> {
    this.session.close();
    return this.writer.end();
  }
}

/** A port that somebody else closes. */
export function lentPort(port: ClusterPort): ClusterPort {
  return {
    get cluster() {
      return port.cluster;
    },
    send: (request, signal) => port.send(request, signal),
    stream: (request, signal) => port.stream(request, signal),
    load: () => port.load(),
    close: () => undefined,
  };
}
