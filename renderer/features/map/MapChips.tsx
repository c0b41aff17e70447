import type { Selection } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';
import { leavePath, NO_FILTERS, setFilters, useMapMemory, useMapMoment } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { type Filtered, isFiltering } from './mapFilter';

/** What makes parts of the map faint, each with the way back. */
export function MapChips({ model, filtered }: { readonly model: MapModel; readonly filtered: Filtered }) {
  const filters = useMapMemory((memory) => memory.filters);
  const path = useMapMoment((moment) => moment.path);
  const words = texts.map;
  const named = [
    ...filters.pipelines,
    ...filters.healths,
    ...filters.namespaces.map((name) => (name === '' ? words.clusterWide : name)),
  ].join(', ');
  return (
    <div className="hs-chips">
      {path.kind === 'none' ? null : (
        <Chip testId="chip-path" text={words.path(subjectOf(path, model))} undo={words.leavePath} onUndo={leavePath} />
      )}
      {isFiltering(filters) ? (
        <Chip
          testId="chip-filter"
          text={`${named} · ${words.shown(filtered.shown, filtered.all)}`}
          undo={words.clearFilter}
          onUndo={() => setFilters(NO_FILTERS)}
        />
      ) : null}
    </div>
  );
}

function subjectOf(path: Exclude<Selection, { kind: 'none' }>, { cards }: MapModel): string {
  const nameOf = (id: string) => cards.find(({ card }) => card.id === id)?.name ?? id;
  return path.kind === 'hop' ? `${nameOf(path.from)} → ${nameOf(path.to)}` : nameOf(path.card);
}

interface ChipProps {
  readonly testId: string;
  readonly text: string;
  readonly undo: string;
  readonly onUndo: () => void;
}

function Chip({ testId, text, undo, onUndo }: ChipProps) {
  return (
    <span className="hs-chip" data-testid={testId}>
      <span className="hs-ellipsis" title={text}>
        {text}
      </span>
      <button type="button" className="hs-button hs-button-bare" aria-label={undo} title={undo} onClick={onUndo}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
