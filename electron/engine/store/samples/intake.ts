import { answeredFormat } from '../../../../shared/exposition/contentType';
import { parseExposition, type ReadExposition } from '../../../../shared/exposition/parse';
import type { Observation } from '../../../../shared/model/observation';
import type { Clock } from '../../clock';
import type { KeptAnswer } from '../answers';
import type { SampleStore } from './sampleStore';
import { sampleKey, scrapeTarget } from './scrapeTarget';
import type { TargetSamples } from './targetSamples';

/** Prometheus takes no sample from later than this after now. */
const AHEAD_MS = 10 * 60_000;
const UP = sampleKey('up', {});

/** As much of a look as is read here. */
export interface ScrapedLook {
  readonly id: string;
  readonly observations: readonly { readonly name: string; readonly observation: Observation<unknown> }[];
}

type Waiting = { readonly target: string; readonly atMs: number; readonly answer: KeptAnswer | undefined };

/**
 * Puts every exposition of every look into the store, one after another and not within the look: reading a large one takes some
 * tens of milliseconds, in which nothing else is done.
 */
export class Intake {
  private readonly waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly store: SampleStore,
    private readonly clock: Pick<Clock, 'now' | 'sleep'>,
  ) {}

  looked(look: ScrapedLook, answers: { get(id: string): KeptAnswer | undefined }): void {
    for (const { observation } of look.observations) {
      const path = scrapedPath(observation.request);
      if (path === undefined || observation.state === 'denied' || observation.state === 'absent') continue;
      const answer = observation.answerId === undefined ? undefined : answers.get(observation.answerId);
      if (answer !== undefined && answer.status === 200 && answeredFormat(answer.contentType) === 'unknown') continue;
      this.waiting.push({ target: scrapeTarget(look.id, path), atMs: Math.round(observation.atMs), answer });
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

  private take({ target: name, atMs, answer }: Waiting): void {
    const read = answer === undefined ? undefined : readAnswer(answer);
    // Never seen well: not known to expose anything.
    if (read === undefined && !this.store.has(name)) return;
    const target = this.store.target(name);
    if (read === undefined) target.scrape(atMs, failedScrape(target));
    else target.scrape(atMs, columnsOf(read, target, this.clock.now() + AHEAD_MS));
    this.store.makeRoom();
  }
}

/** "/metrics/cadvisor" of a request that scrapes; undefined of one that asks something else. */
function scrapedPath(request: string): string | undefined {
  const path = request.replace(/^[A-Z]+ /, '').replace(/^https?:\/\/[^/]+/, '');
  const own = /\/proxy(\/.*)$/.exec(path)?.[1] ?? path;
  return /^[^?]*\/metrics(\/|\?|$)/.test(own) && !own.includes('/apis/') ? own : undefined;
}

function readAnswer(answer: KeptAnswer): ReadExposition | undefined {
  const format = answeredFormat(answer.contentType);
  if (answer.status !== 200 || format === 'unknown' || format === 'protobuf') return undefined;
  const read = parseExposition(answer.body, format);
  return read.ok ? read.value : undefined;
}

function failedScrape(target: TargetSamples) {
  return { count: 1, slots: Uint32Array.of(target.slotOf(UP)), values: Float64Array.of(0), timestampsMs: undefined };
}

/** The samples, and `up` beside them. */
function columnsOf(read: ReadExposition, target: TargetSamples, latestMs: number) {
  const room = read.sampleCount + 1;
  const slots = new Uint32Array(room);
  const values = new Float64Array(room);
  const timestampsMs = new Float64Array(room);
  let count = 0;
  for (const { name, labels, value, timestampMs } of read.samples()) {
    if (timestampMs !== undefined && timestampMs > latestMs) continue;
    slots[count] = target.slotOf(sampleKey(name, labels));
    values[count] = value;
    timestampsMs[count++] = timestampMs ?? Number.NaN;
  }
  slots[count] = target.slotOf(UP);
  values[count] = 1;
  timestampsMs[count++] = Number.NaN;
  return { count, slots, values, timestampsMs };
}
