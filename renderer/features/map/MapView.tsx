import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type EdgeMouseHandler, type NodeMouseHandler, ReactFlow, ReactFlowProvider, type Viewport } from 'reactflow';
import { closeInspector, select, useChoices } from '../../store/choiceStore';
import { type Command, offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { buildMap, canvasOf, type MapModel, statesOf } from '../../store/mapModel';
import { HISTORY_OPENED, isOpened, keepZoom, useMapMemory, useMapMoment } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { CardNode } from './CardNode';
import { EmptyMap } from './EmptyMap';
import { FilterPanel } from './FilterPanel';
import { toEdges, toNodes } from './flowElements';
import { pathOf } from './flowPath';
import { HopEdge } from './HopEdge';
import { HopLabels } from './HopLabels';
import { MapChips } from './MapChips';
import { ColumnNames, MapGround } from './MapGround';
import { MapLegend } from './MapLegend';
import { MapMini } from './MapMini';
import { MapTools } from './MapTools';
import { MembersPanel } from './MembersPanel';
import { goToBreak, openCard, takeBackMove, toggleHistory, togglePath } from './mapActions';
import { useAnnounced } from './mapAnnounce';
import { listenToMapCommands, type MapCommands } from './mapCommands';
import { filterMap } from './mapFilter';
import { onMapKey } from './mapKeys';
import { useFit } from './useFit';
import { useMoves } from './useMoves';
import { useRoutes } from './useRoutes';
import { useShared } from './useShared';
import { useZoomStyle } from './useZoomStyle';
import { ZOOM } from './zoomLevel';
import 'reactflow/dist/base.css';
import './map.css';
import './card.css';
import './hop.css';
import './zoom.css';
import './panels.css';

const NODE_TYPES = { card: CardNode };
const EDGE_TYPES = { hop: HopEdge };
/** For the keys' help: the card that has the focus does it. */
const KEYS_OF_CARDS: readonly Command[] = [
  { id: 'members', group: 'map', words: texts.map.keyMembers, keys: ['m'] },
  {
    id: 'move-card',
    group: 'map',
    words: texts.map.keyMove,
    keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
  },
];
const PRO = { hideAttribution: true };

/** The map: the architecture's cards and hops with what the last looks say of them. */
export function MapView() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const model = useMapModel();
  const filters = useMapMemory((memory) => memory.filters);
  const opened = useMapMemory((memory) => memory.opened);
  const filtered = useMemo(() => filterMap(model, filters), [model, filters]);
  const frame = useRef<HTMLDivElement>(null);
  const [filterOpen, setFilterOpen] = useState(false);
  const canvas = useShared(canvasOf(model.cards));
  const seen = useShared(statesOf(model));
  const zoom = useFit(frame, canvas);
  useZoomStyle(frame);
  const now = useRef(model);
  now.current = model;
  const commands = useMemo<MapCommands>(
    () => ({
      ...zoom,
      toBreak: () => goToBreak(now.current),
      togglePath: () => togglePath(now.current),
      toggleHistory,
      toggleFilter: () => setFilterOpen((open) => !open),
      undoMove: takeBackMove,
    }),
    [zoom],
  );
  useEffect(() => listenToMapCommands(commands), [commands]);
  useEffect(() => offerCommands(KEYS_OF_CARDS), []);
  const group = model.cards.find(({ card, found }) => opened.includes(card.id) && (found?.members?.total ?? 0) > 1);
  return (
    <div
      ref={frame}
      className="hs-map"
      onKeyDown={(event: KeyboardEvent) => onMapKey(event, model, commands)}
      role="application"
      aria-label={texts.map.name}
    >
      <MapGround />
      <Canvas model={model} filtered={filtered} canvas={canvas} />
      <ColumnNames />
      <MapChips model={model} filtered={filtered} />
      <div className="hs-foot">
        <MapLegend history={isOpened(HISTORY_OPENED, { opened })} seen={seen} />
        <MapTools commands={commands} filterOpen={filterOpen} />
      </div>
      {group === undefined ? null : <MembersPanel key={group.card.id} card={group} />}
      {filterOpen ? <FilterPanel model={model} filtered={filtered} onClose={() => setFilterOpen(false)} /> : null}
      <EmptyMap />
      <Announcements />
    </div>
  );
}

/** The picture; parts of it that did not change keep their identity from view to view. */
function useMapModel(): MapModel {
  const view = useEngine((facts) => facts.view);
  const positions = useMapMemory((memory) => memory.positions);
  const opened = useMapMemory((memory) => memory.opened);
  return useShared(useMemo(() => buildMap(view, { positions, opened }), [view, positions, opened]));
}

interface CanvasProps {
  readonly model: MapModel;
  readonly filtered: ReturnType<typeof filterMap>;
  readonly canvas: ReturnType<typeof canvasOf>;
}

/** React Flow with the cards where they are, on their way while one is dragged. Everything given to it is stable: panning draws no card anew. */
function Canvas({ model: still, filtered, canvas }: CanvasProps) {
  const selection = useChoices((choices) => choices.selection);
  const focus = useMapMoment((moment) => moment.path);
  const { dragged, onNodeDrag, onNodeDragStop } = useMoves();
  const model = useMemo(() => placed(still, dragged), [still, dragged]);
  const routes = useRoutes(model, Object.keys(dragged));
  const path = useMemo(() => pathOf(focus, model.hops), [focus, model.hops]);
  const emphasis = { selection, path, filtered };
  const nodes = useShared(toNodes(model, emphasis));
  const edges = useShared(toEdges(model, routes, emphasis));
  const onNodeClick = useCallback<NodeMouseHandler>((_event, node) => openCard(node.id), []);
  const onEdgeClick = useCallback<EdgeMouseHandler>((_event, edge) => select({ kind: 'hop', from: edge.source, to: edge.target }), []);
  const { onMoveStart, onMoveEnd } = useViewportMoves();
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodeClick={onNodeClick}
      onEdgeClick={onEdgeClick}
      onPaneClick={closeInspector}
      onNodeDrag={onNodeDrag}
      onNodeDragStop={onNodeDragStop}
      onMoveStart={onMoveStart}
      onMoveEnd={onMoveEnd}
      nodesDraggable
      nodeDragThreshold={5}
      selectNodesOnDrag={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      panActivationKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      deleteKeyCode={null}
      zoomActivationKeyCode={null}
      minZoom={ZOOM.min}
      maxZoom={ZOOM.max}
      zoomOnDoubleClick={false}
      proOptions={PRO}
    >
      <MapMini cards={model.cards} canvas={canvas} />
      <HopLabels edges={edges} />
    </ReactFlow>
  );
}

/** Where the user panned and zoomed to is remembered; a mere click on the ground is no move. */
function useViewportMoves() {
  const before = useRef<Viewport | undefined>(undefined);
  const onMoveStart = useCallback((_event: unknown, viewport: Viewport) => {
    before.current = viewport;
  }, []);
  const onMoveEnd = useCallback((event: MouseEvent | TouchEvent | null, { x, y, zoom }: Viewport) => {
    const from = before.current;
    if (event !== null && (from?.x !== x || from.y !== y || from.zoom !== zoom)) keepZoom({ x, y, zoom });
  }, []);
  return { onMoveStart, onMoveEnd };
}

function placed(model: MapModel, dragged: ReturnType<typeof useMoves>['dragged']): MapModel {
  if (Object.keys(dragged).length === 0) return model;
  return {
    ...model,
    cards: model.cards.map((card) => {
      const at = dragged[card.card.id];
      return at === undefined ? card : { ...card, card: { ...card.card, ...at } };
    }),
  };
}

function Announcements() {
  const says = useAnnounced((announced) => announced.says);
  return (
    <p className="hs-hidden" role="status" data-testid="map-says">
      {says}
    </p>
  );
}
