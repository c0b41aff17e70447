import { type ChartFrame, OWN_LOOKS } from '../../../shared/contract/chart';
import { formatDuration } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { chartsLive, chooseChartSource, chooseRange, pauseCharts, RANGES, useChartChoice, zoomBack } from '../../store/chartChoice';
import { zoneOffsetMinutes } from '../../store/clock';
import { goLive } from '../../store/moments';
import { useTimeCursor } from '../../store/timeCursor';
import { texts } from '../../texts/catalogue';
import { momentTime } from '../../ui/chart/chartTicks';
import { Icon } from '../../ui/Icon';

/** Over all charts: range, source, step, the time at the cursor, pause and zoom. */
export function ChartControls({ frame }: { readonly frame: ChartFrame }) {
  return (
    <div className="hs-chart-controls hs-small">
      <div className="hs-row">
        <RangePicker />
        <SourcePicker frame={frame} />
        {frame.heldMs === undefined ? <PauseButton frame={frame} /> : null}
      </div>
      <div className="hs-row hs-t2">
        <span data-testid="chart-step">{stepText(frame)}</span>
        <CursorTime frame={frame} />
      </div>
      <HeldMoment frame={frame} />
      <FixedStretch frame={frame} />
      <Progress frame={frame} />
    </div>
  );
}

function RangePicker() {
  const rangeMs = useChartChoice((choice) => choice.rangeMs);
  return (
    <select
      className="hs-select"
      aria-label={texts.charts.range}
      data-testid="chart-range"
      value={rangeMs}
      onChange={(event) => chooseRange(Number(event.currentTarget.value))}
    >
      {RANGES.map(({ words, ms }) => (
        <option key={ms} value={ms}>
          {words}
        </option>
      ))}
    </select>
  );
}

function SourcePicker({ frame }: { readonly frame: ChartFrame }) {
  const source = useChartChoice((choice) => choice.source);
  const gone = source !== OWN_LOOKS && !frame.sources.some(({ id }) => id === source);
  return (
    <select
      className="hs-select hs-select-wide"
      aria-label={texts.charts.source}
      data-testid="chart-source"
      value={source}
      onChange={(event) => chooseChartSource(event.currentTarget.value)}
    >
      <option value={OWN_LOOKS}>{texts.charts.ownLooks}</option>
      {frame.sources.map(({ id, name, says }) => (
        <option key={id} value={id}>
          {says === undefined ? name : texts.charts.cannotAsk(name)}
        </option>
      ))}
      {gone ? <option value={source}>{texts.charts.cannotAsk(source)}</option> : null}
    </select>
  );
}

function stepText({ stepSeconds, peaks, beganMs, fromMs, toMs }: ChartFrame): string {
  if (stepSeconds === undefined) return texts.charts.firstPoints;
  const step = formatDuration(stepSeconds);
  const every = peaks ? texts.charts.everyPeak(step) : texts.charts.every(step);
  return beganMs === undefined ? every : texts.charts.began(every, momentTime(beganMs, toMs - fromMs, zoneOffsetMinutes()));
}

function CursorTime({ frame }: { readonly frame: ChartFrame }) {
  const atMs = useTimeCursor((cursor) => cursor.atMs);
  return (
    <span className="hs-end hs-nowrap" data-testid="chart-time">
      {atMs === undefined ? '' : momentTime(atMs, frame.toMs - frame.fromMs, zoneOffsetMinutes())}
    </span>
  );
}

function PauseButton({ frame }: { readonly frame: ChartFrame }) {
  const isLive = useChartChoice((choice) => choice.fixed.length === 0);
  const name = isLive ? texts.charts.pause : texts.charts.goOn;
  return (
    <button
      type="button"
      className="hs-button hs-button-bare"
      aria-label={name}
      title={name}
      data-testid="chart-pause"
      onClick={() => (isLive ? pauseCharts(frame.toMs) : chartsLive())}
    >
      <Icon name={isLive ? 'pause' : 'play'} size={14} />
    </button>
  );
}

/** While the time strip stands at a moment of before: charts end there, and the way back. */
function HeldMoment({ frame: { heldMs, fromMs, toMs } }: { readonly frame: ChartFrame }) {
  if (heldMs === undefined) return null;
  return (
    <div className="hs-row" data-testid="chart-held">
      <span>{texts.charts.held(momentTime(heldMs, toMs - fromMs, zoneOffsetMinutes()))}</span>
      <button type="button" className="hs-button hs-end" onClick={goLive}>
        {texts.charts.live}
      </button>
    </div>
  );
}

/** What charts that stand still show, and the way back. */
function FixedStretch({ frame }: { readonly frame: ChartFrame }) {
  const fixed = useChartChoice((choice) => choice.fixed);
  const last = fixed[fixed.length - 1];
  if (last === undefined) return null;
  const zone = zoneOffsetMinutes();
  const rangeMs = frame.toMs - frame.fromMs;
  const [from, to] = [momentTime(last.fromMs, rangeMs, zone), momentTime(last.toMs, rangeMs, zone)];
  return (
    <div className="hs-row" data-testid="chart-fixed">
      <span>{last.why === 'paused' ? texts.charts.paused(from, to) : texts.charts.zoomed(from, to)}</span>
      <button type="button" className="hs-button hs-end" onClick={() => zoomBack()}>
        {texts.charts.back}
      </button>
      {frame.heldMs === undefined && (fixed.length > 1 || last.why === 'zoomed') ? (
        <button type="button" className="hs-button" onClick={() => chartsLive()}>
          {texts.charts.live}
        </button>
      ) : null}
    </div>
  );
}

/** While queries are under way: how many answered, and a way to end them. */
function Progress({ frame: { asked } }: { readonly frame: ChartFrame }) {
  const done = asked.filter(({ state }) => state.state === 'ready' || state.state === 'failed' || state.state === 'cancelled').length;
  if (done === asked.length) return null;
  return (
    <div className="hs-row" role="status" data-testid="chart-progress">
      <progress max={asked.length} value={done} aria-label={texts.charts.asked(done, asked.length)} />
      <span className="hs-t2">{texts.charts.asked(done, asked.length)}</span>
      <button type="button" className="hs-button hs-end" onClick={() => tellEngine({ type: 'chart-cancel' })}>
        {texts.charts.cancel}
      </button>
    </div>
  );
}
