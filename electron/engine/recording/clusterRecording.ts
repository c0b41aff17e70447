import packageJson from '../../../package.json';
import { ok, type Result } from '../../../shared/model/result';
import type { Report } from '../../../shared/report/schema';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { Correction } from '../discovery/corrections';
import { GapMemory } from '../gaps/gapMemory';
import { type Looking, lookAtCluster } from '../lookAtCluster';
import { wholeReport } from '../wholeReport';
import { FindingChanges } from './findingSpans';
import { recorded } from './recorder';
import { type Redaction, redaction } from './redaction';
import { RecordingWriter, type Written } from './writer';

/** So often it is looked up what was found: as exactly as the time-line of a player can show it. */
const FINDINGS_MS = 2_000;

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
  private readonly changes = new FindingChanges();
  private readonly ended = new AbortController();

  private constructor(
    private readonly parts: RecordingParts,
    private readonly writer: RecordingWriter,
    private readonly redacts: Redaction,
  ) {
    const { clock, corrections } = parts;
    this.port = recorded(parts.port, writer, redacts, clock);
    this.looking = lookAtCluster(this.port, clock, corrections, () => this.memory.observe(this.looking.session));
    this.looking.session.start();
    void this.writeFindings();
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
    this.writeChanges(report.findings);
    const bytes = this.redacts.body(Buffer.from(JSON.stringify(report)), 'application/json');
    this.writer.add({ kind: 'report', atMs: clock.now(), lengthMs }, bytes);
    return this.cut();
  }

  /** Ends the file as it is, without a Report. */
  cut(): Promise<Written> {
    this.ended.abort();
    this.session.close();
    return this.writer.end();
  }

  private async writeFindings(): Promise<void> {
    const { clock } = this.parts;
    while (!this.ended.signal.aborted) {
      await clock.sleep(FINDINGS_MS, this.ended.signal);
      if (!this.ended.signal.aborted) this.writeChanges(this.looking.report.make().findings);
    }
  }

  private writeChanges(findings: Report['findings']): void {
    const changes = this.changes.since(findings);
    if (changes === undefined) return;
    const { text } = this.redacts;
    const began = changes.began.map(({ id, subject, title, ...same }) => ({
      ...same,
      id: text(id),
      subject: text(subject),
      title: text(title),
    }));
    this.writer.add({ kind: 'findings', atMs: this.parts.clock.now(), began, ended: changes.ended.map(text) });
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
