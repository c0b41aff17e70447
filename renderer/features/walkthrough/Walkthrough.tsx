import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Target } from '../../../shared/walkthrough/step';
import { placeOf } from '../../../shared/walkthrough/walker';
import { showScreen, useChoices } from '../../store/choiceStore';
import { keepZoom } from '../../store/mapStore';
import { useWalkthrough } from '../../store/walkthroughStore';
import { giveBack } from '../../ui/giveBack';
import { openPointer, type Pointer } from './pointer';
import { StepPanel } from './StepPanel';
import { elementOf, isInWindow } from './target';
import './walkthrough.css';

/** The walkthrough while it is open: lights what the step is about, with the panel beside it. */
export function Walkthrough() {
  const at = useWalkthrough((facts) => facts.at);
  const [panel] = useState(() => document.createElement('div'));
  const pointer = useRef<Pointer | undefined>(undefined);
  const place = placeOf(at);
  useEffect(() => {
    const before = document.activeElement;
    pointer.current = openPointer(panel);
    return () => {
      pointer.current?.end();
      giveBack(before);
    };
  }, [panel]);
  useEffect(() => {
    const points = placeOf(at)?.step.points;
    if (points === undefined) return;
    bringIn(points);
    pointer.current?.pointAt(() => elementOf(points));
    panel.querySelector<HTMLElement>('#hs-walk-title')?.focus({ preventScroll: true });
  }, [at, panel]);
  return place === undefined ? null : createPortal(<StepPanel key={at} place={place} />, panel);
}

/** Cards and hops stand on the map; one that was moved out of sight comes back with the whole map. */
function bringIn(target: Target): void {
  if (target.at === 'screen') return;
  const { screen } = useChoices.getState();
  if (screen !== 'map' && screen !== 'findings') showScreen('map');
  const element = elementOf(target);
  if (element !== undefined && !isInWindow(element)) keepZoom(undefined);
}
