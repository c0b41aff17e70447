import { MapView } from '../features/map/MapView';
import { Connecting } from '../features/trouble/Connecting';
import { ListProgress } from '../features/trouble/ListProgress';
import { useChoices } from '../store/choiceStore';
import { ErrorBoundary } from './ErrorBoundary';

/** The screen that the rail chose. A screen that falls leaves the others. */
export function ScreenView() {
  const screen = useChoices((choices) => choices.screen);
  switch (screen) {
    default:
      return (
        <ErrorBoundary name="The map">
          <MapView />
          <Connecting />
          <ListProgress />
        </ErrorBoundary>
      );
  }
}
