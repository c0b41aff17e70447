import { BENCH_SHOWS, type BenchCount, type BenchShow } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { chooseShow, searchRows } from '../../store/benchLink';
import { useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import '../../ui/searchBox.css';

const t = texts.bench;
/** Shown also where there are none. */
const ALWAYS: ReadonlySet<BenchShow> = new Set(['all', 'kept', 'dropped', 'collided']);

export function countOf(count: BenchCount, show: BenchShow): number {
  if (show === 'collided') return count.colliding;
  return show === 'differs' ? count.differences : count.now[show];
}

/** The counts, which are also what the list shows, and a search. */
export function ShowBar({ count }: { readonly count: BenchCount }) {
  const show = useBench((bench) => bench.show);
  const search = useBench((bench) => bench.search);
  const listed = useBench((bench) => bench.listed);
  const { kind, isOwn } = count;
  const shows = BENCH_SHOWS.filter(
    (each) => each === show || ALWAYS.has(each) || countOf(count, each) > 0 || (each === 'differs' && !isOwn),
  );
  return (
    <div className="hs-bench-shows">
      <fieldset aria-label={t.showName}>
        {shows.map((each) => (
          <button
            key={each}
            type="button"
            className="hs-bench-show"
            aria-pressed={each === show}
            title={t.showsSay[each]}
            onClick={() => chooseShow(each)}
            data-testid={`bench-show-${each}`}
          >
            <b>{formatCount(countOf(count, each))}</b>
            <span>{each === 'kept' && kind === 'target' ? t.keptTargets : t.shows[each]}</span>
          </button>
        ))}
      </fieldset>
      <div className="hs-bench-find">
        <div className="hs-search-box">
          <Icon name="search" size={13} />
          <input
            type="search"
            aria-label={t.search[kind]}
            placeholder={t.search[kind]}
            value={search}
            onChange={(event) => searchRows(event.currentTarget.value)}
            data-testid="bench-search"
          />
        </div>
        <span className="hs-small hs-t3 hs-nowrap" aria-live="polite" data-testid="bench-found">
          {listed === undefined ? '' : foundWords(listed.rows.length, listed.found)}
        </span>
      </div>
    </div>
  );
}

function foundWords(shown: number, found: number): string {
  return shown < found ? t.firstOf(formatCount(shown), formatCount(found)) : t.found(formatCount(found));
}
