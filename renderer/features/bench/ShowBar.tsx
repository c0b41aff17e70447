import { BENCH_SHOWS, type BenchCount, type BenchShow } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { chooseShow, searchRows } from '../../store/benchLink';
import { useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { PressedRow } from '../../ui/PressedRow';
import { SearchBox } from '../../ui/SearchBox';

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
      <PressedRow
        name={t.showName}
        buttonClass="hs-bench-show"
        choices={shows.map((value) => ({
          value,
          words: (
            <>
              <b>{formatCount(countOf(count, value))}</b>
              <span>{value === 'kept' && kind === 'target' ? t.keptTargets : t.shows[value]}</span>
            </>
          ),
          says: t.showsSay[value],
          testId: `bench-show-${value}`,
        }))}
        chosen={show}
        onChoose={chooseShow}
      />
      <div className="hs-bench-find">
        <SearchBox says={t.search[kind]} value={search} onSearch={searchRows} testId="bench-search" />
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
