import { formatAge, formatClock } from '../../../shared/model/format';
import { select, selectCard, showScreen, useChoices } from '../../store/choiceStore';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { type ScreenVerdict, useScreenVerdict } from '../../store/screenVerdict';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { useSeldom } from './useSeldom';
import { judgeWindow, type Verdict } from './verdict';
import './verdict.css';

const t = texts.verdict;

/** A screen reader is told of changes at most this often. */
const SPOKEN_EVERY_MS = 5_000;

/** The one sentence over the map. */
export function VerdictBar() {
  const view = useEngine((facts) => facts.view);
  const nowMs = useClock((clock) => clock.nowMs);
  const engine = useEngine((facts) => facts.engine.state);
  const ofCluster = judgeWindow(engine, view, nowMs);
  const ofScreen = useScreenVerdict((offered) => offered.verdict);
  if (ofScreen !== undefined && !COMES_FIRST.has(ofCluster.state)) return <OfScreen verdict={ofScreen} />;
  return <OfCluster verdict={ofCluster} />;
}

/** What is broken, denied or no longer seen is said on every screen. */
const COMES_FIRST: ReadonlySet<Verdict['state']> = new Set(['broken', 'denied', 'stale']);

function OfScreen({ verdict }: { readonly verdict: ScreenVerdict }) {
  return (
    <div className="hs-verdict" data-testid="verdict" data-state={verdict.state}>
      <Glyph state={verdict.state} size={16} />
      <p className="hs-verdict-say" title={`${verdict.says} ${verdict.more}`}>
        <b>{verdict.says}</b>
        <span className="hs-t2">{verdict.more}</span>
      </p>
      <span className="hs-looked hs-small hs-t3 hs-nowrap">{verdict.aside}</span>
      <Spoken verdict={verdict} />
    </div>
  );
}

function OfCluster({ verdict }: { readonly verdict: Verdict }) {
  return (
    <div className={`hs-verdict hs-verdict-${verdict.state}`} data-testid="verdict" data-state={verdict.state}>
      <Glyph state={verdict.state} size={16} />
      <p className="hs-verdict-say" title={`${verdict.says} ${verdict.more}`}>
        <b className={verdict.state === 'broken' ? 'hs-is-broken' : ''}>{verdict.says}</b>
        <span className="hs-t2">{verdict.more}</span>
      </p>
      <LookedAt />
      <ShowBreak show={verdict.show} />
      <Spoken verdict={verdict} />
    </div>
  );
}

/** How long ago it was looked; of a moment that is gone, when. */
function LookedAt() {
  const lookedAtMs = useEngine((facts) => facts.view?.lookedAtMs);
  const isHeld = useEngine((facts) => facts.view?.at !== undefined);
  const nowMs = useClock((clock) => clock.nowMs);
  if (lookedAtMs === undefined) return null;
  const says = isHeld ? t.lookedAt(formatClock(lookedAtMs, zoneOffsetMinutes())) : t.lookedAgo(formatAge((nowMs - lookedAtMs) / 1000));
  return (
    <span className="hs-looked hs-small hs-t3 hs-nowrap" data-testid="looked">
      {says}
    </span>
  );
}

function ShowBreak({ show }: { readonly show: Verdict['show'] }) {
  if (show === undefined) return null;
  const open = () => {
    // Clusters and settings show no inspector: the map does.
    const { screen } = useChoices.getState();
    if (screen === 'clusters' || screen === 'settings' || screen === 'why' || screen === 'blindSpots') showScreen('map');
    if (show.kind === 'hop') select({ kind: 'hop', from: show.from, to: show.to });
    else selectCard(show.card);
  };
  return (
    <button type="button" className="hs-button hs-button-solid" onClick={open} data-testid="show-break">
      {show.kind === 'hop' ? t.showBreak : t.showIt}
    </button>
  );
}

function Spoken({ verdict }: { readonly verdict: Pick<Verdict, 'heard' | 'says'> }) {
  const spoken = useSeldom(verdict.heard ?? verdict.says, SPOKEN_EVERY_MS);
  return (
    <span className="hs-hidden" aria-live="polite" data-testid="verdict-spoken">
      {spoken}
    </span>
  );
}
