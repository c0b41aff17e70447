import type { BlindPicture } from '../../../shared/contract/blindSpots';
import { texts } from '../../texts/catalogue';
import { HatchPattern } from '../../ui/HatchPattern';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.blindSpots;

/** What the marks of the picture mean; those that are not in it are left out. */
export function Legend({ picture }: { readonly picture: BlindPicture | undefined }) {
  const lost = picture?.lanes.flatMap((lane) => lane.lost) ?? [];
  return (
    <ul className="hs-blind-legend hs-micro hs-t2">
      <li>
        <svg width="16" height="12" aria-hidden="true">
          <path className="hs-blind-scrape" d="M3 3h10l-5 7z" />
        </svg>
        <TermText text={t.legendScrape} />
      </li>
      {picture?.scrapes.some(({ ok }) => !ok) ? (
        <li>
          <svg width="16" height="12" aria-hidden="true">
            <path className="hs-blind-scrape-failed" d="M3 3h10l-5 7z" />
          </svg>
          {t.legendFailed}
        </li>
      ) : null}
      <li>
        <svg width="16" height="12" aria-hidden="true">
          <HatchPatterns />
          <rect className="hs-blind-unseen" x=".5" y=".5" width="15" height="11" />
        </svg>
        <TermText text={t.legendUnseen} leaveOut={termsAbove([t.legendScrape, t.legendUnseen])[1]} />
      </li>
      {lost.some(({ verdict }) => verdict === 'was-missed') ? (
        <li>
          <svg width="16" height="12" aria-hidden="true">
            <rect className="hs-blind-missed" x=".5" y=".5" width="15" height="11" />
          </svg>
          {t.legendMissed}
        </li>
      ) : null}
    </ul>
  );
}

/** Once in the document: the hatches of all of them. */
function HatchPatterns() {
  return (
    <defs>
      <HatchPattern id="hs-hatch-unseen" size={6} className="hs-blind-hatch-unseen" />
      <HatchPattern id="hs-hatch-missed" size={6} className="hs-blind-hatch-missed" />
    </defs>
  );
}
