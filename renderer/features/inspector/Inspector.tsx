import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { tellShell } from '../../bridge/shellBridge';
import { INSPECTOR, inspectedOf, resizeInspector, useChoices, usualInspectorWidth } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { CardInspector } from './CardInspector';
import { useClaimSaid } from './claim';
import { HopInspector } from './HopInspector';
import './inspector.css';

/** Beside the map: what is selected, or what it is pinned to. Nothing is drawn when nothing is. */
export function Inspector() {
  const selection = useChoices(inspectedOf);
  const width = useChoices((choices) => choices.inspectorWidth);
  if (selection.kind === 'none') return null;
  return (
    <aside className="hs-inspector" style={{ width }} aria-label={texts.inspector.name} data-testid="inspector">
      <ResizeEdge />
      {selection.kind === 'hop' ? (
        <HopInspector key={`${selection.from}>${selection.to}`} from={selection.from} to={selection.to} />
      ) : (
        <CardInspector selection={selection} />
      )}
      <ClaimSaid />
    </aside>
  );
}

function ClaimSaid() {
  const says = useClaimSaid();
  return (
    <p className={says === '' ? 'hs-said hs-hidden' : 'hs-said hs-small'} aria-live="polite" data-testid="said">
      {says}
    </p>
  );
}

/** Drag or arrow keys; double click gives the usual width. */
function ResizeEdge() {
  const start = useRef<{ x: number; width: number } | undefined>(undefined);
  const width = useChoices((choices) => choices.inspectorWidth);
  const keep = (wanted: number) => tellShell({ type: 'keep-layout', inspectorWidth: resizeInspector(wanted) });
  const onDown = (event: PointerEvent<HTMLHRElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onMove = (event: PointerEvent) => {
    if (start.current !== undefined) resizeInspector(start.current.width + start.current.x - event.clientX);
  };
  const onUp = () => {
    if (start.current !== undefined) keep(useChoices.getState().inspectorWidth);
    start.current = undefined;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') keep(width + 20);
    if (event.key === 'ArrowRight') keep(width - 20);
  };
  return (
    <hr
      className="hs-resize"
      tabIndex={0}
      aria-label={texts.inspector.width}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={INSPECTOR.min}
      aria-valuemax={INSPECTOR.max}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onDoubleClick={() => keep(usualInspectorWidth())}
      onKeyDown={onKey}
    />
  );
}
