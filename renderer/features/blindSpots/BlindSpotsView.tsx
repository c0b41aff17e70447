import { useEffect, useState } from 'react';
import type { BlindPage, BlindPicture } from '../../../shared/contract/blindSpots';
import { formatClock } from '../../../shared/model/format';
import { useBlindSpots } from '../../store/blindSpotStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { offerVerdict } from '../../store/screenVerdict';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';
import { blindVerdict } from './blindVerdict';
import { CpuSentences } from './CpuSentences';
import { Legend } from './Legend';
import { LostList } from './LostList';
import { PictureTable } from './PictureTable';
import { PodPicker } from './PodPicker';
import { PodPicture } from './PodPicture';
import { SpanPicker } from './SpanPicker';
import { SummarySide } from './SummarySide';
import { aroundMs, type Shown, usualShown } from './span';
import './blindSpots.css';
import { TermText } from '../../ui/TermText';

const t = texts.blindSpots;

/** What no scrape saw: one pod's life against what was kept of it, and the sums of the cluster. */
export function BlindSpotsView() {
  const page = useBlindSpots((facts) => facts.page);
  const chosen = useBlindSpots((facts) => facts.chosen);
  const picture = useBlindSpots((facts) => (facts.picture?.uid === facts.chosen ? facts.picture : undefined));
  useOfferedVerdict(page);
  const [shown, show] = useShown(picture);
  return (
    <section className="hs-blind" aria-label={t.name} data-testid="blind-spots">
      <header className="hs-blind-head">
        <h1>
          <TermText text={t.name} />
        </h1>
        <PodPicker page={page} chosen={chosen} picture={picture} />
        {picture === undefined || shown === undefined ? null : <SpanPicker picture={picture} shown={shown} onShow={show} />}
        <Legend picture={picture} />
      </header>
      <div className="hs-blind-two">
        <div className="hs-blind-left">
          {picture === undefined || shown === undefined ? (
            <Nothing page={page} />
          ) : (
            <OnePod picture={picture} shown={shown} onShow={show} />
          )}
        </div>
        {page === undefined ? null : <SummarySide page={page} />}
      </div>
    </section>
  );
}

function OnePod({
  picture,
  shown,
  onShow,
}: {
  readonly picture: BlindPicture;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}) {
  return (
    <>
      {picture.keptBy === 'times' ? <p className="hs-small hs-t2">{[t.byTimes, saysSource(picture)].filter(Boolean).join(' ')}</p> : null}
      <PodPicture picture={picture} shown={shown} onShow={onShow} />
      <PictureTable picture={picture} />
      <LostList picture={picture} onShow={(lost) => onShow(aroundMs(picture, lost.fromMs, shown.toMs - shown.fromMs))} />
      <CpuSentences picture={picture} />
    </>
  );
}

function saysSource({ source, trouble }: BlindPicture): string {
  return source.kind === 'own-looks' ? t.ownLooks(source.because) : sentence(trouble?.says);
}

/** The stretch that is drawn: the usual one of each pod until the user moves it. */
function useShown(picture: BlindPicture | undefined): readonly [Shown | undefined, (shown: Shown) => void] {
  const [chosen, setChosen] = useState<{ readonly uid: string; readonly shown: Shown } | undefined>();
  const own = chosen !== undefined && chosen.uid === picture?.uid ? chosen.shown : undefined;
  const usual = picture === undefined ? undefined : usualShown(picture);
  return [own ?? usual, (shown) => setChosen(picture && { uid: picture.uid, shown })];
}

function useOfferedVerdict(page: BlindPage | undefined): void {
  useEffect(() => {
    offerVerdict(page && blindVerdict(page, zoneOffsetMinutes()));
  }, [page]);
  useEffect(() => () => offerVerdict(undefined), []);
}

/** No pod's picture yet, or none to draw: why. */
function Nothing({ page }: { readonly page: BlindPage | undefined }) {
  const listed = useEngine((facts) => facts.view?.listed.find(({ resource }) => resource === 'pods'));
  if (page === undefined) return <p className="hs-blind-nothing">{t.waiting}</p>;
  if (listed?.state === 'denied' || listed?.state === 'failed')
    return <p className="hs-blind-nothing">{t.podsNot(listed.because ?? listed.state)}</p>;
  if (page.held === 'none')
    return <p className="hs-blind-nothing">{`${t.heldNone(formatClock(page.asOfMs, zoneOffsetMinutes()))} ${t.heldNoneMore}`}</p>;
  if (page.total > 0) return <p className="hs-blind-nothing">{page.source.kind === 'none' ? t.choose : t.waitingPicture}</p>;
  if (page.watchedFromMs === undefined) return <p className="hs-blind-nothing">{t.podsListed}</p>;
  return <p className="hs-blind-nothing">{`${t.noChanges} ${t.noChangesMore(formatClock(page.watchedFromMs, zoneOffsetMinutes()))}`}</p>;
}
