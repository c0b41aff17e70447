import { type FromEngine, FromRenderer, type View } from '../../../shared/contract/engine';
import { ChartFeed } from '../charts/chartFeed';
import type { Clock } from '../clock';
import { findMembers } from '../session/memberSearch';
import { viewOf } from '../session/view';
import type { WholeReport } from '../wholeReport';
import { CorrectionFeed } from './correctionFeed';
import type { FeedParts } from './feedParts';
import { Finder } from './finder';
import { InspectorFeed } from './inspectorFeed';
import { LabFeed } from './labFeed';
import { Moments } from './moments';
import { recordCards } from './recordCards';
import { ScreenFeeds } from './screenFeeds';
import { ViewPace } from './viewPace';
import { readReport, type ShownReport, type WindowReportParts, windowReport } from './windowReport';

/** Details hold every member, family and point of a selection: less often than views. */
const DETAILS_PERIOD_MS = 1_000;
/** While nothing changes the session is looked at this often all the same, so that a gap in the time strip is one of the app. */
const BEAT_MS = 5_000;
const STRIP_PERIOD_MS = 5_000;
/** A hand that moves the map for longer gets news all the same. */
const LONGEST_HOLD_MS = 5_000;
/** A moment that is gone does not change; what is of now beside it (load, switches) may be a second old. */
const HELD_PERIOD_MS = 1_000;
/** After what the user did, views come as they change for so long. */
const AWAITED_MS = 5_000;
const NOT_READ = { says: 'this moment is not kept, or cannot be read any more', remedy: 'Choose another one on the time strip.' };

/** One window's end: sends views as things change, details and series of what is selected, and takes intents. */
export class WindowFeed {
  private send: ((message: FromEngine) => void) | undefined;
  private selected: string | null = null;
  private revision = 0;
  private hasLooks = false;
  private detailsMs = Number.NEGATIVE_INFINITY;
  private shownMs = Number.NEGATIVE_INFINITY;
  private stripMs = Number.NEGATIVE_INFINITY;
  private last: View | undefined;
  private readonly pace: ViewPace;
  private readonly moments: Moments;
  private readonly finder: Finder;
  private readonly inspector: InspectorFeed;
  private readonly charts: ChartFeed;
  private readonly screens: ScreenFeeds;
  private readonly corrections: CorrectionFeed;
  private readonly lab: LabFeed;
  private readonly end = new AbortController();
  private beating = false;

  constructor(private readonly parts: FeedParts) {
    const { session, clock } = parts;
    this.pace = new ViewPace(clock, () => this.sendView());
    this.inspector = new InspectorFeed(parts, (message) => this.send?.(message));
    this.charts = new ChartFeed(parts, (message) => this.send?.(message));
    this.screens = new ScreenFeeds(parts, (message) => this.send?.(message));
    this.corrections = new CorrectionFeed(parts, (message) => this.send?.(message));
    this.lab = new LabFeed(parts.demo, (message) => this.send?.(message));
    this.finder = new Finder(
      () => session,
      clock,
      (message) => this.send?.(message),
    );
    this.moments = new Moments({
      clock: parts.replay?.clock ?? clock,
      beganMs: session.startedMs,
      answers: session.answers,
      past: parts.past,
    });
    if (parts.replay) void this.observeAll(parts.replay.clock);
  }

  /** Ends what runs by itself; nothing is sent any more. */
  close(): void {
    this.end.abort();
    this.inspector.close();
    this.charts.close();
    this.screens.close();
    this.send = undefined;
  }

  /** A window came up (or came back): it gets the state as of now. */
  connect(send: (message: FromEngine) => void): void {
    this.send = send;
    this.selected = null;
    this.charts.select(null);
    this.screens.reset();
    this.lab.reset();
    this.moments.goLive();
    this.charts.holdAt(undefined);
    this.pace.hold(0);
    this.pace.now();
    this.sendStrip();
    this.parts.recording?.connect(send);
    if (!this.beating) void this.beat();
  }

  /** Something changed. Until all was looked at once, the user waits for it. */
  changed(): void {
    if (this.parts.session.firstWholeLookMs === undefined) this.pace.brisk(AWAITED_MS);
    if (this.saysMore()) this.pace.now();
    else this.pace.changed();
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
    this.pace.brisk(AWAITED_MS);
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
      case 'hand':
        this.hold(intent.moves ? LONGEST_HOLD_MS : 0);
        return;
      case 'retry':
        session.retry();
        return;
      case 'correct':
      case 'list-corrections':
      case 'forget-correction':
        this.corrections.receive(intent);
        return;
      case 'read-lab':
      case 'faults':
      case 'lab-speed':
        this.lab.receive(intent);
        return;
      case 'chart':
      case 'chart-cancel':
      case 'chart-again':
        this.charts.receive(intent);
        return;
      case 'read-report':
        void readReport(intent, this.reportParts(), () => this.shownReport()).then((read) => this.send?.(read));
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
      case 'replay-play':
      case 'replay-seek':
      case 'replay-speed':
        this.parts.replay?.receive(intent);
        return;
      case 'end-recording':
      case 'forget-recording':
      case 'preview-recording':
      case 'end-preview':
        this.parts.recording?.receive(intent);
        return;
      case 'turn-strip':
        this.moments.turnStrip(intent.to);
        this.sendStrip();
        return;
      default:
        this.screens.receive(intent);
    }
  }

  /** The Report of the session, with gaps and blind spots. */
  wholeReport(): Promise<WholeReport> {
    return windowReport(this.reportParts());
  }

  private shownReport(): ShownReport {
    const view = this.moments.shown(this.last ?? this.observe().view);
    return { report: view.report, isPast: this.moments.atMs !== undefined };
  }

  private reportParts(): WindowReportParts {
    const { report, ...parts } = this.parts;
    return { ...parts, maker: report, memory: this.screens.gaps.memory };
  }

  /** Every processor is the hand's until it rests: nothing is looked at and no view is made that was not asked for. */
  private hold(ms: number): void {
    this.parts.hold(ms);
    this.pace.hold(ms);
  }

  private sendView(): void {
    const { clock } = this.parts;
    const { view, turned } = this.observe();
    this.sendShown(view);
    this.screens.gaps.changed();
    if (turned || clock.monotonic() - this.stripMs >= STRIP_PERIOD_MS) this.sendStrip();
    if (clock.monotonic() - this.detailsMs >= DETAILS_PERIOD_MS) this.sendDetails();
  }

  /** The view as of now; what of it is kept for going back is taken in. */
  private observe(): { readonly view: View; readonly turned: boolean } {
    const { session, port, report, demo, clock } = this.parts;
    const demoState = demo?.state();
    this.lab.changed(demoState);
    this.revision += 1;
    const view = viewOf(session, port, report, this.revision, clock.now(), demoState);
    this.parts.onPhase(view.phase);
    recordCards(view, session);
    this.last = view;
    return { view, turned: this.moments.observe(view, session.looks) };
  }

  /** However quickly a recording passes, it is kept as often as it would have been live. */
  private async observeAll(replayed: Clock): Promise<void> {
    while (!this.end.signal.aborted) {
      await replayed.sleep(BEAT_MS, this.end.signal);
      if (!this.end.signal.aborted) this.observe();
    }
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
    this.screens.blindSpots.holdAt(this.moments.atMs);
    if (this.last) this.sendShown(this.last);
    this.sendDetails();
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
