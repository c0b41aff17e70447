import type { Tried } from '../../../shared/contract/explorer';
import { formatBytes, formatClock, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { stopTrying } from '../../store/explorerLink';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { RequestText } from '../../ui/RequestText';
import { openAnswer } from './LastLook';

const t = texts.access;
type Answered = Extract<Tried, { readonly state: 'answered' }>;

/** What came of a look: status, time, size and the first lines, or why nothing came. */
export function TriedBox({ tried, node }: { readonly tried: Tried; readonly node: string }) {
  return (
    <section className="hs-ex-tried" aria-label={t.answer} aria-live="polite" data-testid="tried" data-state={tried.state}>
      {tried.state === 'answered' ? <Answer tried={tried} node={node} /> : <NoAnswer tried={tried} />}
    </section>
  );
}

function NoAnswer({ tried }: { readonly tried: Exclude<Tried, Answered> }) {
  switch (tried.state) {
    case 'asking':
      return (
        <p className="hs-row">
          {t.tryingIt}
          <button type="button" className="hs-button" onClick={stopTrying}>
            {t.stop}
          </button>
        </p>
      );
    case 'stopped':
      return <p>{t.stopped}</p>;
    case 'refused':
      return <p>{t.refused(tried.says)}</p>;
    default:
      return (
        <>
          <p className={tried.state === 'denied' ? 'hs-is-denied' : 'hs-is-broken'}>
            <Glyph state={tried.state === 'denied' ? 'denied' : 'broken'} /> {tried.says}
          </p>
          <p className="hs-t2">{tried.remedy}</p>
        </>
      );
  }
}

function Answer({ tried, node }: { readonly tried: Answered; readonly node: string }) {
  const { status, ms, bytes, atMs, request, head, isCut, answerId, says } = tried;
  const isGood = status >= 200 && status < 300;
  return (
    <>
      <p className="hs-row hs-ex-answered">
        <Glyph state={isGood ? 'ok' : 'degraded'} />
        <b data-testid="tried-status">{status}</b>
        <span className="hs-t3 hs-small">
          {[formatDuration(ms / 1000), formatBytes(bytes), formatClock(atMs, zoneOffsetMinutes())].join(' · ')}
        </span>
        <RequestText request={request} className="hs-ellipsis hs-small hs-t2" />
        <button type="button" className="hs-button hs-end" onClick={() => openAnswer(node, answerId)}>
          {t.whole}
        </button>
      </p>
      {says === undefined ? null : <p>{says}</p>}
      {head === '' ? (
        <p className="hs-t2">{t.emptyBody}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
        <pre className="hs-code" tabIndex={0} data-testid="tried-head">
          {head}
        </pre>
      )}
      {isCut ? <p className="hs-small hs-t3">{t.cut}</p> : null}
    </>
  );
}
