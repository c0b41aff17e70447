import { useLayoutEffect } from 'react';
import { type ReactFlowState, useStoreApi } from 'reactflow';

/**
 * Places something anew whenever the view is panned or zoomed: straight in the document, for this happens with every frame and React has
 * nothing to draw. `place` must stay the same function.
 */
export function useFollowView(place: (transform: ReactFlowState['transform']) => void): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    place(store.getState().transform);
    return store.subscribe(({ transform }, before) => {
      if (transform !== before.transform) place(transform);
    });
  }, [store, place]);
}
