import { useStore } from 'reactflow';
import { showScreen } from '../../store/choiceStore';
import { HISTORY_OPENED, isOpened, resetPositions, useMapMemory } from '../../store/mapStore';
import { showExports } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import type { MapCommands } from './mapCommands';
import { isFiltering } from './mapFilter';

interface MapToolsProps {
  readonly commands: MapCommands;
  readonly filterOpen: boolean;
}

export function MapTools({ commands, filterOpen }: MapToolsProps) {
  const words = texts.map;
  const filtering = useMapMemory(({ filters }) => isFiltering(filters));
  const history = useMapMemory((memory) => isOpened(HISTORY_OPENED, memory));
  return (
    <div className="hs-tools" role="toolbar" aria-label={words.tools}>
      <ResetPositions />
      <button
        type="button"
        className={filtering ? 'hs-button hs-button-on' : 'hs-button'}
        onClick={commands.toggleFilter}
        aria-expanded={filterOpen}
        aria-keyshortcuts="F"
        data-testid="tool-filter"
      >
        {words.filter}
      </button>
      <button
        type="button"
        className={history ? 'hs-button hs-button-on hs-optional' : 'hs-button hs-optional'}
        onClick={commands.toggleHistory}
        aria-pressed={history}
        aria-keyshortcuts="H"
        data-testid="tool-history"
      >
        {words.history}
      </button>
      <button type="button" className="hs-button" onClick={() => showScreen('list')} aria-keyshortcuts="L" data-testid="tool-list">
        {words.list}
      </button>
      <button
        type="button"
        className="hs-button hs-optional"
        onClick={() => showExports(true)}
        aria-keyshortcuts="Control+E"
        data-testid="tool-export"
      >
        {texts.exports.button}
      </button>
      <button type="button" className="hs-button hs-button-icon" onClick={commands.zoomOut} aria-label={words.smaller}>
        <Icon name="minus" size={12} />
      </button>
      <Percent />
      <button type="button" className="hs-button hs-button-icon" onClick={commands.zoomIn} aria-label={words.larger}>
        <Icon name="plus" size={12} />
      </button>
      <button type="button" className="hs-button" onClick={commands.fit} data-testid="tool-fit">
        {words.fit}
      </button>
    </div>
  );
}

function Percent() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <span className="hs-zoom" aria-live="off" data-testid="zoom">
      {texts.map.percent(percent)}
    </span>
  );
}

function ResetPositions() {
  const moved = useMapMemory(({ positions }) => Object.keys(positions).length);
  if (moved === 0) return null;
  return (
    <button type="button" className="hs-button" onClick={resetPositions} title={texts.map.resetTitle(moved)} data-testid="tool-reset">
      {texts.map.resetPositions}
    </button>
  );
}
