import { type FromEngine, FromRenderer, type View } from '../../../shared/contract/engine';
import { assertNever, type Result } from '../../../shared/model/result';
import { BlindSpotFeed } from '../blindSpots/blindSpotFeed';
import type { BlindSpotWatch } from '../blindSpots/blindSpotWatch';
import { ChartFeed } from '../charts/chartFeed';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import type { CorrectionsFile, NotSaved } from '../correctionsFile';
import { sayCorrection, subjectOf, toCorrection } from '../discovery/corrections';
import { GapFeed } from '../gaps/gapFeed';
import { findMembers } from '../session/memberSearch';
import type { ReportMaker } from '../session/report';
import type { Session } from '../session/session';
import { viewOf } from '../session/view';
import type { Past } from '../store/past';
import type { SampleStore } from '../store/samples/sampleStore';
import type { WholeReport } from '../wholeReport';
import { WhyFeed } from '../why/whyFeed';
import { Finder } from './finder';
import { InspectorFeed } from './inspectorFeed';
import { Moments } from './moments';
import { readReport, type WindowReportParts, windowReport } from './windowReport';

/** Views are sent at most this often; in between the last change waits. */
const VIEW_PERIOD_MS = 250;
/** Details hold every member, family and point of a selection: less often than views. */
const DETAILS_PERIOD_MS = 1_000;
/** While nothing changes the session is looked at this often all the same, so that a gap in the time strip is one of the app. */
const BEAT_MS = 5_000;
const STRIP_PERIOD_MS = 5_000;
/** A moment that is gone does not change; what is of now beside it (load, switches) may be a second old. */
const HELD_PERIOD_MS = 1_000;
const NOT_READ = { says: 'this moment is not kept, or cannot be read any more', remedy: 'Choose another one on the time strip.' };

export interface FeedParts {
  readonly session: Session;
  readonly port: ClusterPort;
  readonly access: Pick<Access, 'answer' | 'answerFor'>;
  readonly report: ReportMaker;
  readonly clock: Clock;
  readonly demo: () => View['demo'];
  readonly setFault: (name: string, on: boolean) => void;
  readonly corrections: Pick<CorrectionsFile, 'path' | 'list' | 'remember' | 'forget'>;
  readonly onPhase: (phase: View['phase']) => void;
  readonly blindSpots?: BlindSpotWatch;
  /** What every look read, where it is kept. */
  readonly samples?: SampleStore;
  /** Of earlier sessions, where history is kept. */
  readonly past?: Past;
}

/** One window's end: sends views as things change, details and series of what is selected, and takes intents. */
export class WindowFeed {
  private send: ((message: FromEngine) => void) | undefined;
  private selected: string | null = null;
  private revision = 0;
  private waiting = false;
  private hasLooks = false;
  private lastSentMs = Number.NEGATIVE_INFINITY;
  private detailsMs = Number.NEGATIVE_INFINITY;
  private shownMs = Number.NEGATIVE_INFINITY;
  private stripMs = Number.NEGATIVE_INFINITY;
  private last: View | undefined;
  private readonly moments: Moments;
  private readonly finder: Finder;
  private readonly inspector: InspectorFeed;
  private readonly charts: ChartFeed;
  private readonly gaps: GapFeed;
  private readonly blindSpots: BlindSpotFeed;
  private readonly why: WhyFeed;
  private readonly end = new AbortController();
  private beating = false;

  constructor(private readonly parts: FeedParts) {
    const { session, clock } = parts;
    this.inspector = new InspectorFeed(parts, (message) => this.send?.(message));
    this.charts = new ChartFeed(parts, (message) => this.send?.(message));
    this.gaps = new GapFeed(parts, (message) => this.send?.(message));
    this.blindSpots = new BlindSpotFeed(parts, (message) => this.send?.(message));
    this.why = new WhyFeed(parts, (message) => this.send?.(message));
    this.finder = new Finder(
      () => session,
      clock,
      (message) => this.send?.(message),
    );
    this.moments = new Moments({ clock, beganMs: session.startedMs, answers: session.answers, past: parts.past });
  }

  /** Ends what runs by itself; nothing is sent any more. */
  close(): void {
    this.end.abort();
    this.inspector.close();
    this.charts.close();
    this.gaps.close();
    this.blindSpots.close();
    this.why.close();
    this.send = undefined;
  }

  /** A window came up (or came back): it gets the state as of now. */
  connect(send: (message: FromEngine) => void): void {
    this.send = send;
    this.selected = null;
    this.charts.select(null);
    this.gaps.close();
    this.blindSpots.receive({ type: 'blind-spots', shown: null });
    this.moments.goLive();
    this.charts.holdAt(undefined);
    this.blindSpots.holdAt(undefined);
    this.sendNow();
    this.sendStrip();
    if (!this.beating) void this.beat();
  }

  /** Something changed. */
  changed(): void {
    if (this.saysMore()) {
      this.sendNow();
      return;
    }
    if (this.waiting) return;
    const wait = this.lastSentMs + VIEW_PERIOD_MS - this.parts.clock.monotonic();
    if (wait <= 0) {
      this.sendNow();
      return;
    }
    this.waiting = true;
    void this.parts.clock.sleep(wait).then(() => {
      this.waiting = false;
      this.sendNow();
    });
  }

  /** The first look is in: the map that it makes live is not kept waiting. */
  private saysMore(): boolean {
    if (this.hasLooks || this.parts.session.looks.size === 0) return false;
    this.hasLooks = true;
    return true;
  }

  receive(raw: unknown): void {
    const parsed = FromRenderer.safeParse(raw);
    if (!parsed.success) {
      this.send?.({
        type: 'trouble',
        says: 'the window asked for something that the engine does not know',
        remedy: 'Reload the window; if it happens again, report it.',
      });
      return;
    }
    const intent = parsed.data;
    const { session } = this.parts;
    switch (intent.type) {
      case 'select':
        this.selected = intent.id;
        session.select(intent.id ?? undefined);
        this.charts.select(intent.id);
        this.sendDetails();
        return;
      case 'read-answer':
      case 'read-families':
      case 'read-family':
      case 'read-access':
        this.inspector.receive(intent);
        return;
      case 'read-members':
        this.send?.({ type: 'members', found: { ...findMembers(intent.card, intent.search, session), list: intent.list } });
        return;
      case 'find':
        this.finder.find(intent);
        return;
      case 'pause':
        session.pause(intent.paused);
        return;
      case 'look-now':
        session.lookNow();
        return;
      case 'retry':
        session.retry();
        return;
      case 'correct':
        this.correct(intent);
        return;
      case 'fault':
        this.parts.setFault(intent.name, intent.on);
        return;
      case 'chart':
      case 'chart-cancel':
      case 'chart-again':
        this.charts.receive(intent);
        return;
      case 'gaps':
      case 'gaps-off':
        this.gaps.receive(intent);
        return;
      case 'blind-spots':
        this.blindSpots.receive(intent);
        return;
      case 'ask-why':
      case 'stop-why':
        this.why.receive(intent);
        return;
      case 'read-report':
        void readReport(intent, this.reportParts()).then((read) => this.send?.(read));
        return;
      case 'go-to':
        if (!this.moments.goTo(intent.atMs)) this.send?.({ type: 'trouble', ...NOT_READ });
        this.moved();
        return;
      case 'go-live':
        this.moments.goLive();
        this.moved();
        this.sendStrip();
        return;
      case 'turn-strip':
        this.moments.turnStrip(intent.to);
        this.sendStrip();
        return;
      case 'list-corrections':
        this.sendCorrections();
        return;
      case 'forget-correction':
        this.corrected(this.parts.corrections.forget(intent.id));
        return;
      default:
        assertNever(intent);
    }
  }

  /** The Report of the session, with gaps and blind spots. */
  wholeReport(): Promise<WholeReport> {
    return windowReport(this.reportParts());
  }

  private reportParts(): WindowReportParts {
    const { report, ...parts } = this.parts;
    return { ...parts, maker: report, errors: this.gaps.errors };
  }

  private correct(intent: Parameters<typeof toCorrection>[0]): void {
    const correction = toCorrection(intent);
    if (!correction) {
      this.send?.({ type: 'trouble', says: `"${intent.kind}" is no kind of component`, remedy: 'Choose one of the list.' });
      return;
    }
    this.corrected(this.parts.corrections.remember(correction));
  }

  private corrected(saved: Result<void, NotSaved>): void {
    if (!saved.ok) this.send?.({ type: 'trouble', ...saved.error });
    this.parts.session.rediscover();
    this.sendCorrections();
  }

  private sendCorrections(): void {
    const { corrections } = this.parts;
    const list = corrections.list().map((correction) => ({ id: subjectOf(correction), says: sayCorrection(correction) }));
    this.send?.({ type: 'corrections', file: corrections.path, corrections: list });
  }

  private sendNow(): void {
    const { session, port, report, demo, clock } = this.parts;
    this.lastSentMs = clock.monotonic();
    this.revision += 1;
    const view = viewOf(session, port, report, this.revision, clock.now(), demo());
    this.parts.onPhase(view.phase);
    this.recordCards(view);
    this.last = view;
    const turned = this.moments.observe(view, session.looks);
    this.sendShown(view);
    this.gaps.changed();
    if (turned || clock.monotonic() - this.stripMs >= STRIP_PERIOD_MS) this.sendStrip();
    if (clock.monotonic() - this.detailsMs >= DETAILS_PERIOD_MS) this.sendDetails();
  }

  private sendShown(view: View): void {
    const nowMs = this.parts.clock.monotonic();
    if (this.moments.atMs !== undefined && nowMs - this.shownMs < HELD_PERIOD_MS) return;
    this.shownMs = nowMs;
    this.send?.({ type: 'view', view: this.moments.shown(view) });
  }

  private sendStrip(): void {
    this.stripMs = this.parts.clock.monotonic();
    this.send?.({ type: 'strip', strip: this.moments.strip() });
  }

  private async beat(): Promise<void> {
    this.beating = true;
    while (!this.end.signal.aborted) {
      await this.parts.clock.sleep(BEAT_MS, this.end.signal);
      if (!this.end.signal.aborted) this.changed();
    }
  }

  /** Another moment is to be shown: at once. */
  private moved(): void {
    this.shownMs = Number.NEGATIVE_INFINITY;
    this.charts.holdAt(this.moments.atMs);
    this.blindSpots.holdAt(this.moments.atMs);
    if (this.last) this.sendShown(this.last);
    this.sendDetails();
  }

  /** A card's number and age are series of their own, so that a chart of a card with many members exists. */
  private recordCards(view: View): void {
    const { history, lastLookMs } = this.parts.session;
    if (lastLookMs === undefined) return;
    for (const component of view.report.components) {
      const { id, number, ageSeconds } = component;
      if (number)
        history.add(id, { key: 'number', label: number.label.replace(/^of \d+ /, ''), unit: number.unit }, lastLookMs, number.value);
      if (ageSeconds !== undefined)
        history.add(id, { key: 'age', label: 'Age of the value in use', unit: 'seconds' }, lastLookMs, ageSeconds);
    }
  }

  private sendDetails(): void {
    if (this.selected === null || !this.send) return;
    this.detailsMs = this.parts.clock.monotonic();
    const details = this.inspector.details(this.selected);
    this.send({ type: 'details', details: this.moments.details(details) });
    this.charts.changed();
    this.inspector.changed();
  }
}
