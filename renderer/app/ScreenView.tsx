import { Suspense } from 'react';
import { Connecting } from '../features/trouble/Connecting';
import { ListProgress } from '../features/trouble/ListProgress';
import { useChoices } from '../store/choiceStore';
import { ErrorBoundary } from './ErrorBoundary';
import { SCREENS } from './screens';

/** The screen that the rail chose. A screen that falls leaves the others. */
export function ScreenView() {
  const { part, View, ofObjects } = SCREENS[useChoices((choices) => choices.screen)];
  return (
    <ErrorBoundary key={part} name={part}>
      <Suspense fallback={null}>
        <View />
      </Suspense>
      {ofObjects ? (
        <>
          <Connecting />
          <ListProgress />
        </>
      ) : null}
    </ErrorBoundary>
  );
}
