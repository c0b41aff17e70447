import { create } from 'zustand';

/** What a screen reader is told of the map, politely: the newest sentence. */
export const useAnnounced = create<{ readonly says: string }>(() => ({ says: '' }));

export function announce(says: string): void {
  useAnnounced.setState({ says });
}
