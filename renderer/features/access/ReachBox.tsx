import type { KubeletsPage } from '../../../shared/contract/explorer';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.access;
type Reach = NonNullable<KubeletsPage['kubelet']>['reach'];
const GLYPH: Readonly<Record<Reach['ways'][number]['sight'], State>> = { sees: 'ok', cut: 'broken', denied: 'denied', unknown: 'unknown' };

/** The same kubelet by every way to it, and what that comes to. */
export function ReachBox({ reach }: { readonly reach: Reach }) {
  const above = termsAbove([reach.says, ...reach.ways.map(({ says }) => says)]).slice(1);
  return (
    <section className="hs-ex-box" aria-label={t.reach} data-testid="access-reach" data-verdict={reach.verdict}>
      <h2>{t.reach}</h2>
      <p className="hs-ex-says">
        <TermText text={reach.says} />
      </p>
      <ul className="hs-ex-ways">
        {reach.ways.map(({ reader, sight, says }, at) => (
          <li key={reader} data-sight={sight}>
            <Glyph state={GLYPH[sight]} />
            <span>
              <b>{t.readers[reader]}</b> <span className={`hs-is-${GLYPH[sight]}`}>{t.sights[sight]}</span>
              <span className="hs-t3 hs-small">
                {' '}
                <TermText text={says} leaveOut={above[at]} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
