import type { Discovered } from '../../../shared/model/component';
import { type Inventory, isListed } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { LookResult, Prober } from '../probers/prober';
import { AnswerStore } from '../store/answers';
import { History } from '../store/history';
import { Readings } from '../store/readings';
import type { Intake } from '../store/samples/intake';
import { ownerOf } from '../store/samples/scrapeTarget';
import { ClockOffset } from './clockOffset';
import { type Connection, Heartbeat } from './connection';
import type { DiscoveryRun } from './discoveryRun';
import { type AccessOracle, createLooker, type LookerParts } from './looker';
import { rememberLook } from './remember';
import { Schedule } from './schedule';
import { Steps } from './steps';

/** Looks under way at once; the port's own limits stand behind it. */
const LOOKS_AT_ONCE = 8;
/** A look that takes longer than this is given up: every phase of every request has timed out by then. */
const LOOK_TIMEOUT_MS = 60_000;

/** Running watches. */
export interface Watching {
  /** Begins them anew: the connection was lost and is back. */
  restart(): void;
  stop(): void;
}

export interface SessionParts {
  readonly port: ClusterPort;
  readonly access: AccessOracle & { begin(signal: AbortSignal): Promise<void> };
  readonly clock: Clock;
  /** Starts the watches; calls back with each new Inventory. */
  readonly watch: (onChange: (inventory: Inventory) => void) => Watching;
  readonly discovery: DiscoveryRun;
  readonly proberOf: (found: Discovered) => Prober | undefined;
  /** Where what looks brought goes on to; absent: it is kept in memory for two hours, as far as charts need it. */
  readonly past?: { readonly points: History; readonly intake: Pick<Intake, 'looked'> };
  /** Something changed that a view shows. Called often; who listens draws at its own pace. */
  readonly onChange: () => void;
}

/**
 * One cluster, looked at until closed: connection, objects, what was found, what each look saw. Facts
 * only: the Report and the views are made from it by pure functions (report.ts, view.ts).
 */
export class Session {
  readonly answers = new AnswerStore();
  readonly readings = new Readings();
  readonly history: History;
  readonly steps: Steps;
  readonly looks = new Map<string, LookResult>();
  readonly startedMs: number;
  /** When every component found had been looked at once. */
  firstWholeLookMs: number | undefined;
  private counted: { readonly among: readonly Discovered[]; readonly count: number } = { among: [], count: 0 };
  lastLookMs: number | undefined;
  /** Set when every list of objects has come in (or is known not to). */
  listsWholeMs: number | undefined;

  private readonly heartbeat: Heartbeat;
  private readonly schedule: Schedule;
  private readonly offset = new ClockOffset();
  private readonly end = new AbortController();
  private readonly looker: LookerParts;
  private running = 0;
  private paused = false;
  private heldUntilMs = Number.NEGATIVE_INFINITY;
  private began = false;
  private wake: (() => void) | undefined;
  private inventoryNow: Inventory | undefined;
  private watching: Watching | undefined;

  constructor(private readonly parts: SessionParts) {
    this.startedMs = parts.clock.now();
    this.history = parts.past?.points ?? new History();
    this.steps = new Steps(parts.clock);
    this.schedule = new Schedule(parts.proberOf);
    this.heartbeat = new Heartbeat(parts.port, parts.clock, (connection) => this.connectionChanged(connection));
    this.looker = {
      port: parts.port,
      access: parts.access,
      answers: this.answers,
      readings: this.readings,
      clock: parts.clock,
      offset: this.offset,
      inventory: () => this.inventory,
      discovered: () => this.discovered,
      factsOf: (id) => this.looks.get(id)?.facts,
    };
  }

  get connection(): Connection {
    return this.heartbeat.connection;
  }

  get inventory(): Inventory {
    return this.inventoryNow ?? this.parts.discovery.emptyInventory;
  }

  get discovered(): readonly Discovered[] {
    return this.parts.discovery.found;
  }

  get clockOffsetMs(): number {
    return this.offset.ms();
  }

  get isPaused(): boolean {
    return this.paused;
  }

  start(): void {
    this.steps.begin('Reach the API server');
    void this.heartbeat.run(this.end.signal);
    void this.lookLoop();
  }

  close(): void {
    this.end.abort();
    this.watching?.stop();
    this.wake?.();
    this.parts.port.close();
  }

  /** Looks at this card's or member's things first from now on. */
  select(id: string | undefined): void {
    this.schedule.select(id, this.parts.clock.now());
    this.wake?.();
  }

  pause(paused: boolean): void {
    this.paused = paused;
    this.wake?.();
    this.parts.onChange();
  }

  /** No look begins before so many milliseconds have passed, or a hold of none ends it; those under way go on. */
  hold(ms: number): void {
    this.heldUntilMs = this.parts.clock.monotonic() + ms;
    this.wake?.();
  }

  /** Factor of every look's period, from now on. */
  setPace(factor: number): void {
    this.schedule.setPace(factor, this.parts.clock.now());
    this.wake?.();
  }

  lookNow(): void {
    this.schedule.lookNow(this.parts.clock.now());
    this.wake?.();
  }

  retry(): void {
    this.heartbeat.retry();
    this.lookNow();
  }

  /** After the user corrected a finding: found anew at once. */
  rediscover(): void {
    if (this.inventoryNow) this.discover(this.inventoryNow);
  }

  private connectionChanged(connection: Connection): void {
    if (connection.state === 'up') {
      this.steps.done('Reach the API server', connection.serverVersion);
      if (!this.began) void this.begin();
      else this.cameBack();
    } else if (connection.state !== 'connecting') {
      this.steps.failed('Reach the API server', connection.says);
    }
    this.parts.onChange();
  }

  private cameBack(): void {
    this.watching?.restart();
    this.lookNow();
  }

  private async begin(): Promise<void> {
    this.began = true;
    this.steps.begin('Ask what may be read');
    await this.parts.access.begin(this.end.signal);
    this.steps.done('Ask what may be read');
    this.steps.begin('List nodes and services');
    if (this.end.signal.aborted) return;
    this.watching = this.parts.watch((inventory) => this.inventoryChanged(inventory));
    this.parts.onChange();
  }

  private inventoryChanged(inventory: Inventory): void {
    this.inventoryNow = inventory;
    const basics = inventory.listed.filter((each) => each.resource === 'nodes' || each.resource === 'services');
    if (basics.length > 0 && basics.every(isListed)) {
      this.steps.done('List nodes and services', basics.map((each) => `${each.have} ${each.resource}`).join(', '));
      this.discover(inventory);
    }
    if (this.listsWholeMs === undefined && inventory.listed.length > 0 && inventory.listed.every(isListed)) {
      this.listsWholeMs = this.parts.clock.now();
      this.lookAgain([...this.looks.keys()]);
    }
    this.parts.onChange();
  }

  /** Those of them that were not found well: they were judged by half a list, or by pods that are others now. */
  private lookAgain(ids: readonly string[]): void {
    const isUnwell = (id: string) => (this.looks.get(id)?.judgement.health ?? 'ok') !== 'ok';
    this.schedule.again(ids.filter(isUnwell), this.parts.clock.now());
    this.wake?.();
  }

  /** Something was judged by what is no longer so, and is being looked at again. */
  get isOutdated(): boolean {
    return this.schedule.isOutdated;
  }

  private discover(inventory: Inventory): void {
    this.steps.begin('Find the components');
    const changed = this.parts.discovery.run(inventory, createLooker(this.looker, 'whole', 'background'), this.end.signal, () =>
      this.foundChanged(),
    );
    if (changed) this.foundChanged();
  }

  private foundChanged(): void {
    const found = this.discovered;
    this.steps.done('Find the components', `${found.length} found`);
    this.steps.begin('First look at every component');
    this.lookAgain(this.schedule.update(found, this.parts.clock.now()));
    const ids = new Set(found.map((each) => each.id));
    for (const id of this.looks.keys()) if (!ids.has(id)) this.looks.delete(id);
    this.readings.keepOnly((target) => ids.has(ownerOf(target)));
    this.wake?.();
    this.parts.onChange();
  }

  private async lookLoop(): Promise<void> {
    const { clock } = this.parts;
    while (!this.end.signal.aborted) {
      const heldMs = this.heldUntilMs - clock.monotonic();
      const mayLook = heldMs <= 0 && !this.paused && this.connection.state === 'up' && this.running < LOOKS_AT_ONCE;
      const look = mayLook ? this.schedule.take(clock.now()) : undefined;
      if (look) void this.look(look);
      else await this.untilWoken(Math.max(heldMs, this.running < LOOKS_AT_ONCE ? this.schedule.waitMs(clock.now()) : 1_000));
    }
  }

  private async untilWoken(ms: number): Promise<void> {
    const woken = new AbortController();
    this.wake = () => woken.abort();
    await this.parts.clock.sleep(ms, woken.signal);
  }

  private async look(look: NonNullable<ReturnType<Schedule['take']>>): Promise<void> {
    this.running += 1;
    const { clock } = this.parts;
    const stop = new AbortController();
    const giveUp = (): void => stop.abort();
    this.end.signal.addEventListener('abort', giveUp, { once: true });
    const timeUp = new AbortController();
    void clock.sleep(LOOK_TIMEOUT_MS, timeUp.signal).then(giveUp);
    let isCutOff = false;
    const cutOff = (): void => {
      isCutOff = true;
    };
    try {
      const result = await look.prober.look(
        createLooker({ ...this.looker, cutOff }, look.depth, this.schedule.isSelected(look.found) ? 'screen' : 'background', look.found.id),
        () => this.judgeContext(),
        look.found,
        stop.signal,
      );
      // What could not be asked is as it was: the last good look stays, and grows old.
      const keepsLast = isCutOff && this.looks.has(look.found.id);
      if (!this.end.signal.aborted && !keepsLast) this.take(look, result);
    } finally {
      timeUp.abort();
      this.end.signal.removeEventListener('abort', giveUp);
      this.running -= 1;
      this.schedule.done(look, this.looks.get(look.found.id)?.judgement.health === 'ok', clock.now());
      this.wake?.();
    }
  }

  private take(look: NonNullable<ReturnType<Schedule['take']>>, result: LookResult): void {
    const before = this.looks.get(result.id);
    if (before === undefined) this.schedule.seenFirst(look.found.kind, this.parts.clock.now());
    // A bulk look sees less: it does not hide what a whole one found wrong.
    const hides =
      look.depth === 'bulk' && before !== undefined && before.judgement.health !== 'ok' && before.judgement.health !== 'unknown';
    if (!hides) this.looks.set(result.id, result);
    this.lastLookMs = result.atMs;
    this.parts.past?.intake.looked(result, this.answers, this.readings);
    rememberLook(this.history, result, this.schedule.isOneOfMany(look.found) ? 'first-chart' : 'every-chart');
    if (this.firstWholeLookMs === undefined && this.isWhole()) {
      this.firstWholeLookMs = result.atMs;
      this.steps.done('First look at every component', `${this.looks.size} looked at`);
    }
    this.parts.onChange();
  }

  /** Whether all that was found was looked at. What was counted is not counted again: of thousands, one after each look. */
  private isWhole(): boolean {
    const { discovered } = this;
    let { count } = this.counted.among === discovered ? this.counted : { count: 0 };
    for (
      let found = discovered[count];
      found !== undefined && (this.looks.has(found.id) || !this.parts.proberOf(found));
      found = discovered[count]
    )
      count += 1;
    this.counted = { among: discovered, count };
    return count === discovered.length;
  }

  private judgeContext() {
    return { inventory: this.inventory, discovered: this.discovered, nowMs: this.parts.clock.now(), clockOffsetMs: this.offset.ms() };
  }
}
