import { formatClock, formatCount } from '../../../shared/model/format';
import { showScreen } from '../../store/choiceStore';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { useReplay } from '../../store/replayStore';
import { useShell } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { Brand } from './Brand';
import { FindBox } from './FindBox';
import { HeldClock } from './HeldClock';
import { LabButton } from './LabButton';
import { loadWords } from './loadWords';
import { RailMenu } from './RailMenu';
import { ReplayClock } from './ReplayClock';
import { togglePause } from './togglePause';

const t = texts.frame;

/** Brand, cluster, find, load, clock. */
export function TitleBar() {
  return (
    <header className="hs-bar">
      <div className="hs-bar-side">
        <RailMenu />
        <Brand />
        <ClusterName />
        <LabButton />
      </div>
      <FindBox />
      <div className="hs-bar-side hs-bar-end">
        <Load />
        <LiveClock />
      </div>
    </header>
  );
}

function ClusterName() {
  const cluster = useEngine((facts) => facts.view?.report.cluster);
  const nodes = useEngine((facts) => facts.view?.report.components.find(({ id }) => id === 'kubelet')?.members?.total);
  const demo = useEngine((facts) => facts.view?.demo?.scenario);
  const opened = useShell((shell) => shell.opened?.name);
  const name = cluster?.context ?? opened;
  if (name === undefined) return null;
  const more = [cluster?.serverVersion, nodes === undefined ? undefined : t.nodes(formatCount(nodes), nodes === 1)]
    .filter(Boolean)
    .join(' · ');
  return (
    <button
      type="button"
      className="hs-cluster"
      title={[name, cluster?.server, t.otherCluster].filter(Boolean).join('\n')}
      onClick={() => showScreen('clusters')}
      data-testid="cluster"
    >
      {demo === undefined ? null : <Icon name="flask" size={14} />}
      <b className="hs-ellipsis">{name}</b>
      {more === '' ? null : <span className="hs-t3 hs-cluster-more">{more}</span>}
    </button>
  );
}

function Load() {
  const load = useEngine((facts) => facts.view?.load);
  if (load === undefined) return null;
  const { words, more } = loadWords(load);
  return (
    <span className="hs-load hs-small hs-t2 hs-nowrap" title={more} data-testid="load">
      {words}
    </span>
  );
}

/** Live with the time, or since when it is paused. Space does the same. */
function LiveClock() {
  const paused = useEngine((facts) => facts.view?.paused ?? false);
  const phase = useEngine((facts) => facts.view?.phase);
  const nowMs = useClock((clock) => clock.nowMs);
  const lookedAtMs = useEngine((facts) => facts.view?.lookedAtMs);
  const running = useEngine((facts) => facts.engine.state === 'running');
  const heldMs = useEngine((facts) => facts.view?.at);
  const live = (phase === 'live' || phase === 'empty') && !paused && running;
  const shownMs = paused && lookedAtMs !== undefined ? lookedAtMs : nowMs;
  const isReplay = useReplay(({ replay }) => replay !== undefined);
  if (heldMs !== undefined) return <HeldClock atMs={heldMs} />;
  if (isReplay) return <ReplayClock />;
  return (
    <button
      type="button"
      className={`hs-button hs-clock ${paused ? 'hs-clock-paused' : ''}`}
      onClick={togglePause}
      aria-pressed={paused}
      aria-label={paused ? t.goOn : t.pause}
      data-testid="clock"
    >
      <svg width="8" height="8" aria-hidden="true">
        <circle className={live ? 'hs-clock-live' : 'hs-clock-idle'} cx="4" cy="4" r="4" />
      </svg>
      <b>{paused ? t.paused : live ? t.live : t.notLive}</b>
      <span className="hs-clock-time">{formatClock(shownMs, zoneOffsetMinutes())}</span>
      <Icon name={paused ? 'play' : 'pause'} size={12} />
    </button>
  );
}
