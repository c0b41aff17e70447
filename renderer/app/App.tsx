import { useEffect } from 'react';
import { Rail } from '../features/frame/Rail';
import { TitleBar } from '../features/frame/TitleBar';
import { Inspector } from '../features/inspector/Inspector';
import { MapView } from '../features/map/MapView';
import { Banners } from '../features/trouble/Banners';
import { Connecting } from '../features/trouble/Connecting';
import { ListProgress } from '../features/trouble/ListProgress';
import { VerdictBar } from '../features/verdict/VerdictBar';
import { startClock } from '../store/clock';
import { ErrorBoundary } from './ErrorBoundary';
import { KeyHelp } from './KeyHelp';
import { listenToKeys } from './windowKeys';
import '../features/frame/frame.css';

/** The window: bar, rail, verdict, banners, map, inspector. Each part falls alone. */
export function App() {
  useEffect(startClock, []);
  useEffect(listenToKeys, []);
  return (
    <div className="hs-window">
      <ErrorBoundary name="The title bar">
        <TitleBar />
      </ErrorBoundary>
      <Rail />
      <ErrorBoundary name="The verdict">
        <VerdictBar />
      </ErrorBoundary>
      <Banners />
      <main className="hs-main">
        <div className="hs-view">
          <ErrorBoundary name="The map">
            <MapView />
            <Connecting />
            <ListProgress />
          </ErrorBoundary>
        </div>
        <ErrorBoundary name="The inspector">
          <Inspector />
        </ErrorBoundary>
      </main>
      <KeyHelp />
    </div>
  );
}
