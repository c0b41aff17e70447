import { type ChartIntent, OWN_LOOKS } from '../../shared/contract/chart';
import { tellEngine } from '../bridge/enginePort';
import { chartsLive, spanOf, useChartChoice } from './chartChoice';
import { useChoices } from './choiceStore';
import { useEngine } from './engineStore';

/** What the engine is to make of charts now. Nobody else is asked for what is not on the screen. */
export function chartIntent(): ChartIntent {
  const choice = useChartChoice.getState();
  const shown = useChoices.getState().tab === 'charts';
  return { type: 'chart', span: spanOf(choice), source: shown ? choice.source : OWN_LOOKS };
}

let told = '';

/** Tells the engine when it changed; `always` after a new engine came up. */
export function tellCharts(always = false): void {
  const intent = chartIntent();
  const now = JSON.stringify(intent);
  if (now === told && !always) return;
  told = now;
  tellEngine(intent);
}

/** Keeps the engine told. Returns what ends it. */
export function linkCharts(): () => void {
  const stops = [
    useChartChoice.subscribe(() => tellCharts()),
    useChoices.subscribe(() => tellCharts()),
    // A pause or a zoom was of the moment before: charts end at the one that is shown now.
    useEngine.subscribe(({ view }, before) => {
      if (view?.at !== before.view?.at) chartsLive();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
