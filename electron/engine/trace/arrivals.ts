import { toLocal } from '../../../shared/analysis/trace/clockBounds';
import type { SeenArrivals } from '../../../shared/analysis/trace/lag/lag';
import type { Arrival } from '../../../shared/analysis/trace/lag/spread';
import { metricOf } from '../../../shared/analysis/trace/question';
import type { SeenAt, TraceScene } from '../../../shared/analysis/trace/scene';
import type { TraceQuestion } from '../../../shared/contract/trace';
import type { HpaObject } from '../../../shared/model/inventory';
import { type SampleSource, sampleSource } from './newestSample';
import { hpasOf } from './servedReadings';
import type { Clocks, TraceParts } from './traceParts';

/** A look costs one small request: what lies between two looks is what the measurement does not know. */
const PERIOD_MS = 2_000;
const CUT_MS = 1_000;
/** Half an hour of 15 s. */
const KEPT = 120;

/**
 * Sees when a newer sample of the number comes to the Metrics API, or of an application's metric to Prometheus (its timestamp), and when
 * the HPA takes it in (its object changes), by looking every two seconds while somebody wants to know.
 */
export class Arrivals {
  readonly periodMs = PERIOD_MS;
  /** Nothing was told of the number yet. */
  isNew = true;
  private source: SampleSource | undefined;
  private readonly first: Arrival[] = [];
  private readonly hpa: Arrival[] = [];
  private lastLookMs: number | undefined;
  private sampleMs: number | undefined;
  private version: string | undefined;

  constructor(
    private readonly parts: TraceParts,
    private readonly question: TraceQuestion,
    private readonly clocks: Clocks,
  ) {}

  /** One look. A sample that was there at the first look came before it: when is not known. */
  async look(signal: AbortSignal): Promise<void> {
    const parts = { ...this.parts, port: this.clocks.listening(this.parts.port) };
    this.source ??= await sampleSource(parts, this.question, this.clocks, signal);
    const beforeMs = this.lastLookMs;
    const sampleBefore = this.sampleMs;
    const { sampleMs, atMs: nowMs } = (await this.source?.newest(signal)) ?? { atMs: this.parts.clock.now() };
    if (sampleMs !== undefined) this.sawSample(sampleMs, beforeMs, nowMs);
    this.sawHpa(sampleBefore, beforeMs, nowMs);
    this.lastLookMs = nowMs;
  }

  private sawSample(timestampMs: number, beforeMs: number | undefined, nowMs: number): void {
    if (timestampMs === this.sampleMs) return;
    this.sampleMs = timestampMs;
    if (beforeMs !== undefined) keep(this.first, { sampleMs: timestampMs, afterMs: beforeMs, atMs: nowMs });
  }

  /** Its object changed since the last look: it read what was there then, or what came meanwhile. */
  private sawHpa(sampleBefore: number | undefined, beforeMs: number | undefined, nowMs: number): void {
    const object = this.hpaObject();
    const version = object?.resourceVersion;
    const isNews = version !== undefined && this.version !== undefined && version !== this.version;
    this.version = version;
    if (isNews && sampleBefore !== undefined && beforeMs !== undefined)
      keep(this.hpa, { sampleMs: sampleBefore, afterMs: beforeMs, atMs: nowMs });
  }

  private hpaObject(): HpaObject | undefined {
    const { inventory } = this.parts.session;
    const { subject } = this.question;
    const pod =
      subject.kind === 'node'
        ? undefined
        : inventory.pods.find(({ namespace, name }) => namespace === subject.namespace && name === subject.name);
    return hpasOf({ subject, metric: this.source?.metric ?? this.question.metric }, pod, inventory)[0]?.[0];
  }

  /** The scene with what is known of the last arrivals. */
  known(scene: TraceScene): TraceScene {
    if (this.isNamed()) return scene;
    const [apiSeen, hpaSeen] = [this.first, this.hpa].map((arrivals) => lastOf(arrivals, scene));
    return { ...scene, ...(apiSeen === undefined ? {} : { apiSeen }), ...(hpaSeen === undefined ? {} : { hpaSeen }) };
  }

  /** By this machine's clock, along the way. */
  seen(scene: TraceScene): SeenArrivals {
    const isNamed = this.isNamed();
    const clock = isNamed ? scene.clocks.prometheus : scene.clocks.node;
    // The Metrics API cuts the timestamp to its second: the middle of it is off by half of that at most.
    const cutMs = isNamed ? 0 : CUT_MS;
    const local = (arrivals: readonly Arrival[]) =>
      arrivals.map((each) => ({ ...each, sampleMs: toLocal(each.sampleMs, clock) + cutMs / 2 }));
    const stages = [{ id: 'scrape', says: 'scrape', arrivals: local(this.first) }];
    if (scene.hpas.length > 0) stages.push({ id: 'hpa', says: 'HPA sync', arrivals: local(this.hpa) });
    return { stages, withinMs: clock.withinMs + cutMs / 2 };
  }

  private isNamed(): boolean {
    return metricOf(this.question).kind === 'named';
  }
}

function keep(arrivals: Arrival[], arrival: Arrival): void {
  arrivals.push(arrival);
  if (arrivals.length > KEPT) arrivals.shift();
}

function lastOf(arrivals: readonly Arrival[], { clocks }: TraceScene): SeenAt | undefined {
  const last = arrivals[arrivals.length - 1];
  if (last === undefined) return undefined;
  return { sampleMs: toLocal(last.sampleMs, clocks.node), atMs: (last.afterMs + last.atMs) / 2, withinMs: (last.atMs - last.afterMs) / 2 };
}
