import { create } from 'zustand';
import type { BlindPage, BlindPicture } from '../../shared/contract/blindSpots';

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
