import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { ReactFlow, ReactFlowProvider, useReactFlow, useStore } from 'reactflow';
import { closeInspector, select, selectCard, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { buildMap, canvasOf, type MapModel } from '../../store/mapModel';
import { CardNode } from './CardNode';
import { toEdges, toNodes } from './flowElements';
import { HopEdge } from './HopEdge';
import { ColumnNames, MapGround } from './MapGround';
import { MapLegend, MapTools } from './MapTools';
import { listenToMapCommands } from './mapCommands';
import { cardElement, focusCard, useMapFocus } from './mapFocus';
import { type Arrow, neighbour } from './neighbour';
import { useFit } from './useFit';
import { ZOOM, zoomAround, zoomLevel } from './zoomLevel';
import 'reactflow/dist/base.css';
import './map.css';
import './card.css';
import './hop.css';
import './zoom.css';

const NODE_TYPES = { card: CardNode };
const EDGE_TYPES = { hop: HopEdge };

/** The map: the architecture's cards and hops with what the last looks say of them. */
export function MapView() {
  const view = useEngine((facts) => facts.view);
  const model = useMemo(() => buildMap(view), [view]);
  return (
    <ReactFlowProvider>
      <Flow model={model} />
    </ReactFlowProvider>
  );
}

function Flow({ model }: { readonly model: MapModel }) {
  const selection = useChoices((choices) => choices.selection);
  const nodes = useMemo(() => toNodes(model, selection), [model, selection]);
  const edges = useMemo(() => toEdges(model, selection), [model, selection]);
  const frame = useRef<HTMLDivElement>(null);
  const zoom = useStore((state) => state.transform[2]);
  const { fitMap, moved, room } = useFit(frame, canvasOf(model.cards));
  const flow = useReactFlow();
  const zoomBy = (factor: number) => {
    moved();
    void flow.setViewport(zoomAround(flow.getViewport(), factor, room()));
  };
  useEffect(() => listenToMapCommands({ fit: fitMap, zoomIn: () => zoomBy(ZOOM.step), zoomOut: () => zoomBy(1 / ZOOM.step) }));
  return (
    <div
      ref={frame}
      className={`hs-map hs-zoom-${zoomLevel(zoom)}`}
      style={{ '--zoom': zoom } as Record<string, number>}
      onKeyDown={(event) => onMapKey(event, model, { fitMap, zoomBy })}
      role="application"
      aria-label="Map of the monitoring architecture. Arrow keys go along the flow, Enter opens."
    >
      <MapGround />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodeClick={(_event, node) => openCard(node.id)}
        onEdgeClick={(_event, edge) => select({ kind: 'hop', from: edge.source, to: edge.target })}
        onPaneClick={closeInspector}
        onMove={(event) => event && moved()}
        nodesDraggable={false}
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
        proOptions={{ hideAttribution: true }}
      />
      <ColumnNames />
      <MapLegend />
      <MapTools onZoom={zoomBy} onFit={fitMap} />
    </div>
  );
}

function openCard(card: string): void {
  selectCard(card);
  focusCard(card);
}

interface MapActions {
  fitMap(): void;
  zoomBy(factor: number): void;
}

function onMapKey(event: KeyboardEvent, model: MapModel, { fitMap, zoomBy }: MapActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { card } = useMapFocus.getState();
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      moveFocus(event.key, model);
      break;
    case 'Enter':
      if (document.activeElement === cardElement(card)) selectCard(card);
      break;
    case 'e':
    case 'E':
      openNextHop(card, model);
      break;
    case '+':
    case '=':
      zoomBy(ZOOM.step);
      break;
    case '-':
      zoomBy(1 / ZOOM.step);
      break;
    case '0':
      fitMap();
      break;
    default:
      return;
  }
  event.preventDefault();
}

function moveFocus(arrow: Arrow, model: MapModel): void {
  const boxes = new Map(model.cards.map(({ card }) => [card.id, card]));
  const next = neighbour(useMapFocus.getState().card, arrow, boxes, model.hops);
  if (next !== undefined) focusCard(next);
}

/** The hops of the card in turn: out first, then in. */
function openNextHop(card: string, { hops }: MapModel): void {
  const around = [...hops.filter((hop) => hop.from === card), ...hops.filter((hop) => hop.to === card)];
  const { selection } = useChoices.getState();
  const at = around.findIndex((hop) => selection.kind === 'hop' && selection.from === hop.from && selection.to === hop.to);
  const next = around[(at + 1) % around.length];
  if (next !== undefined) select({ kind: 'hop', from: next.from, to: next.to });
}
