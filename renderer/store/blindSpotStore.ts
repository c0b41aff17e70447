import { create } from 'zustand';
import type { BlindPage, BlindPicture } from '../../shared/contract/blindSpots';
import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';

/** What the engine said of blind spots, and what the user asks for of them. */
export interface BlindSpotFacts {
  readonly page: BlindPage | undefined;
  readonly picture: BlindPicture | undefined;
  readonly search: string;
  /** The pod whose picture is drawn: the worst when the screen was opened, then what the user chooses. */
  readonly chosen: string | undefined;
}

export const useBlindSpots = create<BlindSpotFacts>(() => ({ page: undefined, picture: undefined, search: '', chosen: undefined }));

export function receiveBlindPage(page: BlindPage): void {
  useBlindSpots.setState(({ chosen }) => ({ page, chosen: chosen ?? page.pods[0]?.uid }));
}

export function receiveBlindPicture(picture: BlindPicture): void {
  useBlindSpots.setState({ picture });
}

export function forgetBlindSpots(): void {
  useBlindSpots.setState(useBlindSpots.getInitialState(), true);
}

export function searchBlindPods(search: string): void {
  useBlindSpots.setState({ search });
}

export function chooseBlindPod(chosen: string): void {
  useBlindSpots.setState({ chosen });
}

let told = 'null';

/** Tells the engine what the screen shows when that changed; `always` after a new engine came up. */
export function tellBlindSpots(always = false): void {
  const facts = useBlindSpots.getState();
  const open = useChoices.getState().screen === 'blindSpots';
  const shown = open ? { search: facts.search, uid: facts.chosen ?? null } : null;
  const now = JSON.stringify(shown);
  if (now === told && !(always && open)) return;
  told = now;
  tellEngine({ type: 'blind-spots', shown });
}

/** Keeps the engine told. Returns what ends it. */
export function linkBlindSpots(): () => void {
  const stops = [useBlindSpots.subscribe(() => tellBlindSpots()), useChoices.subscribe(() => tellBlindSpots())];
  return () => {
    for (const stop of stops) stop();
  };
}
