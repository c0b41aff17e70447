import { create } from 'zustand';
import type { Health } from '../../shared/model/health';

/** What the screen that is open says in place of the window's sentence, while the cluster itself gives no cause for another. */
export interface ScreenVerdict {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
  /** At the right end: "412 changes, 128 unseen". */
  readonly aside: string;
}

export const useScreenVerdict = create<{ readonly verdict: ScreenVerdict | undefined }>(() => ({ verdict: undefined }));

export function offerVerdict(verdict: ScreenVerdict | undefined): void {
  useScreenVerdict.setState({ verdict });
}
