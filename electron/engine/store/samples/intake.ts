import { answeredFormat } from '../../../../shared/exposition/contentType';
import type { ReadExposition } from '../../../../shared/exposition/exposition';
import type { Observation } from '../../../../shared/model/observation';
import type { Clock } from '../../clock';
import type { KeptAnswer } from '../answers';
import type { Readings } from '../readings';
import type { SampleStore } from './sampleStore';
import { sampleKey, scrapedBy } from './scrapeTarget';
import { SeriesSlots } from './seriesSlots';
import type { ScrapeColumns, TargetSamples } from './targetSamples';

/** Prometheus takes no sample from later than this after now. */
const AHEAD_MS = 10 * 60_000;
const UP = sampleKey('up', {});

/** As much of a look as is read here. */
export interface ScrapedLook {
  readonly id: string;
  readonly observations: readonly { readonly name: string; readonly observation: Observation<unknown> }[];
}

interface Waiting {
  readonly target: string;
  readonly atMs: number;
  readonly answer: KeptAnswer | undefined;
  readonly readings: Readings;
}

/** Puts every exposition of every look into the store, one after another and not within the look, which has read it. */
export class Intake {
  private readonly waiting: Waiting[] = [];
  private readonly slots = new WeakMap<TargetSamples, SeriesSlots>();
  private running = false;

  constructor(
    private readonly store: SampleStore,
    private readonly clock: Pick<Clock, 'now' | 'sleep'>,
  ) {}

  looked(look: ScrapedLook, answers: { get(id: string): KeptAnswer | undefined }, readings: Readings): void {
    for (const { observation } of look.observations) {
      const target = scrapedBy(look.id, observation.request);
      if (target === undefined || observation.state === 'denied' || observation.state === 'absent') continue;
      const answer = observation.answerId === undefined ? undefined : answers.get(observation.answerId);
      if (answer !== undefined && answer.status === 200 && answeredFormat(answer.contentType) === 'unknown') continue;
      this.waiting.push({ target, atMs: Math.round(observation.atMs), answer, readings });
    }
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      await this.clock.sleep(0);
      this.take(next);
    }
    this.running = false;
  }

  private take({ target: name, atMs, answer, readings }: Waiting): void {
    // Most answers that are asked for seldom come with several looks.
    if (this.store.has(name) && !this.store.target(name).isNew(atMs)) return;
    const reading = answer?.status === 200 ? readings.of(answer, name) : undefined;
    // Never seen well: not known to expose anything.
    if (reading?.ok !== true && !this.store.has(name)) return;
    const target = this.store.target(name);
    if (reading?.ok !== true) target.scrape(atMs, failedScrape(target));
    else target.scrape(atMs, columnsOf(reading.value, this.slotsOf(target, reading.value), target, this.clock.now() + AHEAD_MS));
    this.store.makeRoom();
  }

  private slotsOf(target: TargetSamples, { catalogue }: ReadExposition): SeriesSlots {
    const known = this.slots.get(target);
    if (known?.isOf(target, catalogue)) return known;
    const made = new SeriesSlots(target, catalogue);
    this.slots.set(target, made);
    return made;
  }
}

function failedScrape(target: TargetSamples) {
  return { count: 1, slots: Uint32Array.of(target.slotOf(UP)), values: Float64Array.of(0), timestampsMs: undefined };
}

/** The samples, and `up` beside them. */
function columnsOf({ columns }: ReadExposition, slots: SeriesSlots, target: TargetSamples, latestMs: number): ScrapeColumns {
  const room = columns.count + 1;
  const taken = { slots: new Uint32Array(room), values: new Float64Array(room), timestampsMs: new Float64Array(room) };
  let count = 0;
  slots.begin();
  for (let at = 0; at < columns.count; at++) {
    const timestampMs = columns.timestampsMs?.[at] ?? Number.NaN;
    if (timestampMs > latestMs) continue;
    taken.slots[count] = slots.slotOf(columns.series[at] ?? 0);
    taken.values[count] = columns.values[at] ?? Number.NaN;
    taken.timestampsMs[count++] = timestampMs;
  }
  taken.slots[count] = target.slotOf(UP);
  taken.values[count] = 1;
  taken.timestampsMs[count++] = Number.NaN;
  return { count, ...taken };
}
