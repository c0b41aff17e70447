import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { useEngine } from './engineStore';
import { chooseFault, type Prediction, standByPrediction, useLab } from './labStore';

/** Whether the fault lab is on the screen: nowhere but beside the demo. */
export function useLabShown(): boolean {
  const wanted = useChoices((choices) => choices.labShown);
  const isDemo = useEngine((facts) => facts.view?.demo !== undefined);
  return wanted && isDemo;
}

/** One fault: at once, or chosen for what is to be broken after the prediction. */
export function switchFault(name: string, on: boolean): void {
  const isOn = useEngine.getState().view?.demo?.on.includes(name) ?? false;
  if (useLab.getState().predicting && !isOn) chooseFault(name, on);
  else tellEngine({ type: 'faults', names: [name], on });
}

/** Breaks what was chosen, all at one moment. */
export function breakChosen(before: Prediction['before']): void {
  if (useLab.getState().chosen.length === 0) return;
  tellEngine({ type: 'faults', names: [...standByPrediction(before)], on: true });
}
