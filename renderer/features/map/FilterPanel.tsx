import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { Pipeline } from '../../../shared/model/component';
import { HEALTHS, type Health } from '../../../shared/model/health';
import type { MapModel } from '../../store/mapModel';
import { CLUSTER_WIDE, type MapFilters, NO_FILTERS, setFilters, useMapMemory } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { type Filtered, filterChoices, isFiltering } from './mapFilter';

interface FilterPanelProps {
  readonly model: MapModel;
  readonly filtered: Filtered;
  readonly onClose: () => void;
}

/** Which cards stay in full colour: by pipeline, health and namespace. */
export function FilterPanel({ model, filtered, onClose }: FilterPanelProps) {
  const filters = useMapMemory((memory) => memory.filters);
  const panel = useRef<HTMLDivElement>(null);
  const words = texts.map;
  const title = useId();
  const { namespaces, healths } = filterChoices(model.cards);
  const counts = new Map<string, number>(healths);
  const stateList = HEALTHS.filter((health) => counts.has(health) || filters.healths.includes(health));
  const nameList = [...new Set([...namespaces.map(([name]) => name), ...filters.namespaces])];
  useEffect(() => panel.current?.querySelector('input')?.focus(), []);
  return (
    <div
      ref={panel}
      className="hs-panel hs-filter"
      role="dialog"
      aria-labelledby={title}
      data-testid="filter-panel"
      onKeyDown={(event) => onEscape(event, onClose)}
    >
      <header>
        <b id={title}>{words.filterTitle}</b>
        <span className="hs-t3 hs-end" aria-live="polite">
          {words.shown(filtered.shown, filtered.all)}
        </span>
        <button type="button" className="hs-button hs-button-bare" onClick={onClose} aria-label={words.close}>
          <Icon name="close" size={13} />
        </button>
      </header>
      <div className="hs-filter-body">
        <Group legend={words.byPipeline}>
          {PIPELINES.map((pipeline) => (
            <Choice key={pipeline} on={filters.pipelines.includes(pipeline)} onToggle={() => setFilters(withPipeline(filters, pipeline))}>
              <span className={pipeline === 'monitoring' ? 'hs-mon' : ''}>{pipeline}</span>
            </Choice>
          ))}
        </Group>
        <Group legend={words.byHealth}>
          {stateList.map((health) => (
            <Choice
              key={health}
              on={filters.healths.includes(health)}
              count={counts.get(health) ?? 0}
              onToggle={() => setFilters(withHealth(filters, health))}
            >
              <Glyph state={health} /> {health}
            </Choice>
          ))}
        </Group>
        <Group legend={words.byNamespace}>
          {nameList.map((name) => (
            <Choice
              key={name}
              on={filters.namespaces.includes(name)}
              count={namespaces.find(([other]) => other === name)?.[1] ?? 0}
              onToggle={() => setFilters(withNamespace(filters, name))}
            >
              <span className="hs-ellipsis" dir="auto" title={name}>
                {name === CLUSTER_WIDE ? words.clusterWide : name}
              </span>
            </Choice>
          ))}
        </Group>
      </div>
      <footer>
        <span className="hs-t3">{words.filterNote}</span>
        <button
          type="button"
          className="hs-button"
          disabled={!isFiltering(filters)}
          onClick={() => setFilters(NO_FILTERS)}
          data-testid="filter-clear"
        >
          {words.clear}
        </button>
      </footer>
    </div>
  );
}

const PIPELINES: readonly Pipeline[] = ['core', 'monitoring'];

function withPipeline(filters: MapFilters, pipeline: Pipeline): MapFilters {
  return { ...filters, pipelines: toggled(filters.pipelines, pipeline) };
}

function withHealth(filters: MapFilters, health: Health): MapFilters {
  return { ...filters, healths: toggled(filters.healths, health) };
}

function withNamespace(filters: MapFilters, name: string): MapFilters {
  return { ...filters, namespaces: toggled(filters.namespaces, name) };
}

function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

/** Esc closes the panel and nothing else. */
export function onEscape(event: KeyboardEvent, onClose: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  onClose();
}

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly on: boolean;
  readonly count?: number;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Choice({ on, count, onToggle, children }: ChoiceProps) {
  return (
    <label className="hs-choice">
      <input type="checkbox" checked={on} onChange={onToggle} />
      {children}
      {count === undefined ? null : <span className="hs-t3 hs-end">{count}</span>}
    </label>
  );
}
