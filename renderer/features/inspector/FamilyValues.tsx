import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { SeriesRow } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { keepTelling } from '../../bridge/enginePort';
import { type FamilyText, useEngine } from '../../store/engineStore';
import { showWhyOf } from '../../store/whyLink';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { TermText } from '../../ui/TermText';
import type { ShownFamily } from './familyOrder';
import { SeriesLine } from './SeriesLine';
import { useRowKeys } from './virtualKeys';

const words = texts.inspector.metrics;
/** While somebody writes, the engine is asked once for several letters. */
const ASK_AFTER_MS = 120;

/** What a family is, and its series with their values as the kept answer has them. */
export function FamilyValues({ family, onClose }: { readonly family: ShownFamily; readonly onClose: () => void }) {
  const [search, setSearch] = useState('');
  const answer = useAnswer(family, search);
  return (
    <section className="hs-values" aria-label={words.values(family.name)} data-testid="values">
      <div className="hs-values-head">
        <div className="hs-row">
          <b className="hs-small hs-grow hs-breakable">
            <bdi>{family.name}</bdi>
          </b>
          <button
            type="button"
            className="hs-button hs-button-bare"
            onClick={onClose}
            aria-label={words.closeValues}
            title={words.closeValues}
          >
            <Icon name="close" size={13} />
          </button>
        </div>
        <p className="hs-small hs-t2">
          <TermText text={`${factsOf(family)}. ${family.help?.replace(/^\[[A-Z]+\] /, '') ?? words.noHelp}`} />
        </p>
        <p className="hs-row hs-micro hs-t3">
          <code className="hs-ellipsis">{family.path}</code>
          <button
            type="button"
            className="hs-link hs-end hs-nowrap hs-why-link"
            onClick={() => showWhyOf(family.name)}
            data-testid="family-why"
          >
            {words.whyNotHere}
          </button>
        </p>
        <div className="hs-row">
          <TextInput
            size="xs"
            className="hs-grow"
            placeholder={words.findLabels}
            aria-label={words.findLabels}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <span className="hs-small hs-t3 hs-nowrap" data-testid="series-found">
            {answer === undefined ? words.asks : words.shown(formatCount(answer.found), formatCount(answer.total))}
          </span>
        </div>
      </div>
      {answer === undefined ? null : <Series answer={answer} family={family} />}
    </section>
  );
}

function factsOf({ type, unit, stability, series }: ShownFamily): string {
  return [type ?? words.untyped, unit, stability, words.seriesCount(formatCount(series))].filter(Boolean).join(', ');
}

/** The newest answer to what is asked; the one before stays until it comes, so that nothing flickers. */
function useAnswer(family: ShownFamily, search: string): FamilyText | undefined {
  const { answerId, name } = family;
  const wanted = useDeferredValue(search);
  const answer = useEngine((facts) => facts.family);
  useEffect(() => {
    let stop = (): void => undefined;
    const ask = () => {
      stop = keepTelling({ type: 'read-family', answerId, family: name, search: wanted });
    };
    const timer = setTimeout(ask, wanted === '' ? 0 : ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [answerId, name, wanted]);
  return answer?.family === name ? answer : undefined;
}

function Series({ answer, family }: { readonly answer: FamilyText; readonly family: ShownFamily }) {
  const { rows, found, total, error, answerId } = answer;
  if (error !== undefined) return <p className="hs-values-note hs-small hs-t2">{error}</p>;
  if (rows.length === 0) return <p className="hs-values-note hs-small hs-t2">{total === 0 ? words.noSeries : words.noneFound}</p>;
  return (
    <>
      {rows.length < found ? (
        <p className="hs-values-note hs-small hs-t3" data-testid="series-sent">
          {words.sent(formatCount(rows.length), formatCount(found))}
        </p>
      ) : null}
      <SeriesList rows={rows} family={family} answerId={answerId} />
    </>
  );
}

interface SeriesListProps {
  readonly rows: readonly SeriesRow[];
  readonly family: ShownFamily;
  readonly answerId: string;
}

function SeriesList({ rows, family, answerId }: SeriesListProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => 42, overscan: 8 });
  const keys = useRowKeys(rows.length, lines);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go from series to series wherever in the list the focus is.
    <div ref={box} className="hs-scroll hs-series-list" onKeyDown={keys.onKeyDown}>
      <div className="hs-virtual" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map((line) => {
          const row = rows[line.index];
          if (row === undefined) return null;
          return (
            <div
              key={line.key}
              ref={lines.measureElement}
              data-index={line.index}
              className="hs-series"
              style={{ transform: `translateY(${line.start}px)` }}
            >
              <SeriesLine
                row={row}
                family={family}
                answerId={answerId}
                index={line.index}
                onFocus={keys.onFocus}
                tabIndex={keys.tabIndexOf(line.index)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
