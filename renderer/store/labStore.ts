import { create } from 'zustand';
import type { Lab } from '../../shared/contract/lab';
import type { Health } from '../../shared/model/health';
import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { useEngine } from './engineStore';

/** What the user said would break, before it was broken. */
export interface Prediction {
  readonly faults: readonly string[];
  /** Ids of the cards that were ticked. */
  readonly cards: readonly string[];
  /** How the cards were at that moment. */
  readonly before: Readonly<Record<string, Health>>;
}

interface LabFacts {
  readonly lab: Lab | undefined;
  readonly search: string;
  /** Switches choose what will be broken together, and nothing breaks before something is predicted. */
  readonly predicting: boolean;
  readonly chosen: readonly string[];
  readonly ticked: readonly string[];
  readonly prediction: Prediction | undefined;
}

const NOTHING = { lab: undefined, search: '', predicting: false, chosen: [], ticked: [], prediction: undefined } as const;

export const useLab = create<LabFacts>(() => NOTHING);

/** Whether the fault lab is on the screen: nowhere but beside the demo. */
export function useLabShown(): boolean {
  const wanted = useChoices((choices) => choices.labShown);
  const isDemo = useEngine((facts) => facts.view?.demo !== undefined);
  return wanted && isDemo;
}

export function receiveLab(lab: Lab): void {
  useLab.setState({ lab });
}

/** Another cluster: nothing of the lab before. */
export function forgetLab(): void {
  useLab.setState(NOTHING);
}

export function searchLab(search: string): void {
  useLab.setState({ search });
}

/** Predict first, or not; what was chosen and said is taken back. */
export function predictFirst(predicting: boolean): void {
  useLab.setState({ predicting, chosen: [], ticked: [], prediction: undefined });
}

/** One fault: at once, or chosen for what is to be broken after the prediction. */
export function switchFault(name: string, on: boolean): void {
  const { predicting } = useLab.getState();
  const isOn = useEngine.getState().view?.demo?.on.includes(name) ?? false;
  if (predicting && !isOn) useLab.setState(({ chosen }) => ({ chosen: withOrWithout(chosen, name, on) }));
  else tellEngine({ type: 'faults', names: [name], on });
}

export function tickCard(card: string, on: boolean): void {
  useLab.setState(({ ticked }) => ({ ticked: withOrWithout(ticked, card, on) }));
}

/** Breaks what was chosen, all at one moment; what was said of it stands from now on. */
export function breakChosen(before: Prediction['before']): void {
  const { chosen, ticked } = useLab.getState();
  if (chosen.length === 0) return;
  tellEngine({ type: 'faults', names: [...chosen], on: true });
  useLab.setState({ chosen: [], ticked: [], prediction: { faults: chosen, cards: ticked, before } });
}

function withOrWithout(names: readonly string[], name: string, isIn: boolean): readonly string[] {
  return [...names.filter((each) => each !== name), ...(isIn ? [name] : [])];
}
