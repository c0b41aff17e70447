import { create } from 'zustand';
import type { Lab } from '../../shared/contract/lab';
import type { Health } from '../../shared/model/health';
import { showLab } from './choiceStore';

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

export function receiveLab(lab: Lab): void {
  useLab.setState({ lab });
}

/** Another cluster: nothing of the lab before. */
export function forgetLab(): void {
  useLab.setState(NOTHING);
  showLab(false);
}

export function searchLab(search: string): void {
  useLab.setState({ search });
}

/** Predict first, or not; what was chosen and said is taken back. */
export function predictFirst(predicting: boolean): void {
  useLab.setState({ predicting, chosen: [], ticked: [], prediction: undefined });
}

/** Whether this one is to be broken after the prediction. */
export function chooseFault(name: string, on: boolean): void {
  useLab.setState(({ chosen }) => ({ chosen: withOrWithout(chosen, name, on) }));
}

export function tickCard(card: string, on: boolean): void {
  useLab.setState(({ ticked }) => ({ ticked: withOrWithout(ticked, card, on) }));
}

/** What was chosen breaks, and what was said of it stands from now on. Returns what was chosen. */
export function standByPrediction(before: Prediction['before']): readonly string[] {
  const { chosen, ticked } = useLab.getState();
  useLab.setState({ chosen: [], ticked: [], prediction: { faults: chosen, cards: ticked, before } });
  return chosen;
}

function withOrWithout(names: readonly string[], name: string, isIn: boolean): readonly string[] {
  return [...names.filter((each) => each !== name), ...(isIn ? [name] : [])];
}
