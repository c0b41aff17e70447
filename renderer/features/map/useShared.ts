import { useRef } from 'react';
import { shareStructure } from '../../store/shareStructure';

/** `next` with the identity of every part that did not change: what is given to React Flow stays the same object while it is equal. Plain values only. */
export function useShared<T>(next: T): T {
  const kept = useRef<T>(next);
  kept.current = shareStructure(kept.current, next);
  return kept.current;
}
