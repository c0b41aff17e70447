import { useMemo, useState } from 'react';
import { formatCount } from '../../../shared/model/format';
import { showScreen, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { buildMap } from '../../store/mapModel';
import { useMapMemory } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { CardTable } from './CardTable';
import { FindingTable } from './FindingTable';
import { HopTable } from './HopTable';
import { type CardRow, cardRows, type HopRow, hopRows } from './listRows';
import { holdsWords } from './sortRows';
import './list.css';
import { TermText } from '../../ui/TermText';

const t = texts.list;

/** The facts of the map as two tables: for screen readers, for narrow windows, and for who likes rows. */
export function ListView() {
  const view = useEngine((facts) => facts.view);
  const opened = useMapMemory(({ opened: shown }) => shown);
  const selection = useChoices((choices) => choices.selection);
  const [filter, setFilter] = useState('');
  const { cards, hops } = useMemo(() => {
    const model = buildMap(view, { positions: {}, opened });
    return { cards: cardRows(model), hops: hopRows(model) };
  }, [view, opened]);
  const shownCards = cards.filter((row) => holdsWords(cardCells(row), filter));
  const shownHops = hops.filter((row) => holdsWords(hopCells(row), filter));
  return (
    <section className="hs-list-page" aria-label={t.name} data-testid="list">
      <div className="hs-list-tools">
        <label className="hs-search hs-list-filter">
          <Icon name="search" size={14} />
          <input
            type="search"
            placeholder={t.filter}
            aria-label={t.filterName}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            data-testid="list-filter"
          />
        </label>
        <span className="hs-small hs-t2 hs-ellipsis" aria-live="polite" data-testid="list-count">
          <TermText text={t.counted(t.shown(shownCards.length, cards.length), t.shown(shownHops.length, hops.length))} />
        </span>
        <button type="button" className="hs-button hs-end" onClick={() => showScreen('map')}>
          <Icon name="map" size={14} />
          {t.toMap}
        </button>
      </div>
      <div className="hs-list-scroll">
        {shownCards.length + shownHops.length === 0 ? <Nothing filter={filter} onClear={() => setFilter('')} /> : null}
        <FindingTable filter={filter} />
        {shownCards.length === 0 ? null : <CardTable rows={shownCards} selection={selection} />}
        {shownHops.length === 0 ? null : (
          <>
            <h2 className="hs-list-title">
              <TermText text={t.hops} /> <span className="hs-t3">{formatCount(shownHops.length)}</span>
            </h2>
            <HopTable rows={shownHops} selection={selection} />
          </>
        )}
      </div>
    </section>
  );
}

function Nothing({ filter, onClear }: { readonly filter: string; readonly onClear: () => void }) {
  return (
    <div className="hs-list-nothing">
      <p>{t.nothing(filter)}</p>
      <button type="button" className="hs-button" onClick={onClear}>
        {t.clear}
      </button>
    </div>
  );
}

function cardCells(row: CardRow): readonly string[] {
  return [row.name, row.kind, row.pipeline, row.state, row.members, row.number, ...row.more];
}

function hopCells(row: HopRow): readonly string[] {
  return [row.fromName, row.toName, row.carries, row.period, row.state, row.trouble];
}
