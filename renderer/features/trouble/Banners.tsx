import { formatAge, formatClock } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { showScreen, useChoices } from '../../store/choiceStore';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { dismissNotice, type Notice, useEngine } from '../../store/engineStore';
import { openCluster } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { sentence } from '../../ui/sentence';
import { Banner } from './Banner';

const t = texts.trouble;

/** How long the news of a restarted engine stays. */
const RESTART_NEWS_MS = 60_000;

/** What concerns the whole map: one banner for each, the worst first. */
export function Banners() {
  return (
    <div className="hs-banners">
      <EngineBanner />
      <TroubleBanner />
      <Warnings />
      <Notices />
    </div>
  );
}

function EngineBanner() {
  const engine = useEngine((facts) => facts.engine);
  const nowMs = useClock((clock) => clock.nowMs);
  if (engine.state === 'failed') {
    return (
      <Banner state="broken" says={engine.says} remedy={engine.remedy} testId="banner-engine">
        <ToClusters words={t.chooseCluster} />
      </Banner>
    );
  }
  if (engine.state === 'down') {
    const wait = Math.max(0, Math.ceil((engine.retryAtMs - nowMs) / 1000));
    const when = formatClock(engine.endedAtMs, zoneOffsetMinutes());
    return <Banner state="degraded" says={engine.says} remedy={t.engineEnded(when, wait)} testId="banner-engine" />;
  }
  if (engine.state !== 'running' || engine.restarted === undefined) return null;
  const { endedAtMs, backAfterMs, says } = engine.restarted;
  if (nowMs - endedAtMs > RESTART_NEWS_MS) return null;
  const at = formatClock(endedAtMs, zoneOffsetMinutes());
  const back = formatAge(backAfterMs / 1000);
  return <Banner state="degraded" says={t.engineRestarted} remedy={t.engineBack(says, at, back)} testId="banner-engine" />;
}

/** While there is no answer, or one that says we may not: what the engine says of it, and the next try. */
function TroubleBanner() {
  const phase = useEngine((facts) => facts.view?.phase);
  const trouble = useEngine((facts) => facts.view?.trouble);
  const nowMs = useClock((clock) => clock.nowMs);
  if (trouble === undefined) return null;
  const lost = phase === 'unreachable' || phase === 'ended';
  const retry = trouble.retryAtMs === undefined ? '' : t.nextTry(Math.max(0, Math.ceil((trouble.retryAtMs - nowMs) / 1000)));
  return (
    <Banner
      state={lost ? 'stale' : 'denied'}
      says={sentence(trouble.says)}
      remedy={[trouble.remedy, retry].filter(Boolean).join(' ')}
      testId="banner"
      detail={trouble.yaml}
    >
      {trouble.yaml === undefined ? null : <CopyButton text={trouble.yaml} label={t.copyRole} />}
      <button type="button" className="hs-button" onClick={() => tellEngine({ type: 'retry' })}>
        {t.tryNow}
      </button>
      {phase === 'live' ? null : <ToClusters words={t.otherCluster} />}
    </Banner>
  );
}

function Warnings() {
  const warnings = useEngine((facts) => facts.view?.warnings);
  return warnings?.map((warning) => <Banner key={warning} state="degraded" says={warning} testId="banner-warning" slim />);
}

function Notices() {
  const notices = useEngine((facts) => facts.notices);
  return notices.map((notice) => (
    <Banner
      key={notice.id}
      state="unknown"
      says={notice.says}
      remedy={notice.remedy}
      testId="banner-notice"
      onClose={() => dismissNotice(notice.id)}
    >
      <Offer notice={notice} />
    </Banner>
  ));
}

/** A second start asked for a cluster: it is opened when the user says so. */
function Offer({ notice: { id, offers } }: { readonly notice: Notice }) {
  if (offers === undefined) return null;
  const take = () => {
    dismissNotice(id);
    openCluster(offers.id);
  };
  return (
    <button type="button" className="hs-button hs-button-solid" onClick={take} data-testid="offer">
      {offers.words}
    </button>
  );
}

/** Never a dead end: another cluster can always be chosen. */
function ToClusters({ words }: { readonly words: string }) {
  const there = useChoices(({ screen }) => screen === 'clusters');
  if (there) return null;
  return (
    <button type="button" className="hs-button" onClick={() => showScreen('clusters')} data-testid="to-clusters">
      {words}
    </button>
  );
}
