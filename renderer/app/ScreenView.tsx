import { Suspense } from 'react';
import { Connecting } from '../features/trouble/Connecting';
import { ListProgress } from '../features/trouble/ListProgress';
import { useChoices } from '../store/choiceStore';
import { texts } from '../texts/catalogue';
import { afterFirstFrame, later } from '../ui/later';
import { ErrorBoundary } from './ErrorBoundary';

const MapView = afterFirstFrame(async () => (await import('../features/map/MapView')).MapView);
const ClustersPage = later(async () => (await import('../features/clusters/ClustersPage')).ClustersPage);
const SettingsPage = later(async () => (await import('../features/settings/SettingsPage')).SettingsPage);
const GapsView = later(async () => (await import('../features/gaps/GapsView')).GapsView);
const BlindSpotsView = later(async () => (await import('../features/blindSpots/BlindSpotsView')).BlindSpotsView);
const WhyView = later(async () => (await import('../features/why/WhyView')).WhyView);
const ListView = later(async () => (await import('../features/list/ListView')).ListView);

/** The screen that the rail chose. A screen that falls leaves the others. */
export function ScreenView() {
  const screen = useChoices((choices) => choices.screen);
  switch (screen) {
    case 'clusters':
      return (
        <ErrorBoundary name={texts.frame.parts.clusters}>
          <Suspense fallback={null}>
            <ClustersPage />
          </Suspense>
        </ErrorBoundary>
      );
    case 'settings':
      return (
        <ErrorBoundary name={texts.frame.parts.settings}>
          <Suspense fallback={null}>
            <SettingsPage />
          </Suspense>
        </ErrorBoundary>
      );
    case 'gaps':
      return (
        <ErrorBoundary name={texts.gaps.part}>
          <Suspense fallback={null}>
            <GapsView />
          </Suspense>
        </ErrorBoundary>
      );
    case 'blindSpots':
      return (
        <ErrorBoundary name={texts.frame.parts.blindSpots}>
          <Suspense fallback={null}>
            <BlindSpotsView />
          </Suspense>
        </ErrorBoundary>
      );
    case 'why':
      return (
        <ErrorBoundary name={texts.why.part}>
          <Suspense fallback={null}>
            <WhyView />
          </Suspense>
        </ErrorBoundary>
      );
    case 'list':
      return (
        <ErrorBoundary name={texts.frame.parts.list}>
          <Suspense fallback={null}>
            <ListView />
          </Suspense>
          <Connecting />
          <ListProgress />
        </ErrorBoundary>
      );
    default:
      return (
        <ErrorBoundary name={texts.frame.parts.map}>
          <Suspense fallback={null}>
            <MapView />
          </Suspense>
          <Connecting />
          <ListProgress />
        </ErrorBoundary>
      );
  }
}
