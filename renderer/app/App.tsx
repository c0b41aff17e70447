import { useEffect } from 'react';
import { Rail } from '../features/frame/Rail';
import { TitleBar } from '../features/frame/TitleBar';
import { Inspector } from '../features/inspector/Inspector';
import { TimeStrip } from '../features/strip/TimeStrip';
import { Banners } from '../features/trouble/Banners';
import { VerdictBar } from '../features/verdict/VerdictBar';
import { startClock } from '../store/clock';
import { holdTimeOfMoments } from '../store/moments';
import { ErrorBoundary } from './ErrorBoundary';
import { KeyHelp } from './KeyHelp';
import { ScreenView } from './ScreenView';
import { listenToKeys } from './windowKeys';
import '../features/frame/frame.css';

/** The window: bar, rail, verdict, banners, map, inspector. Each part falls alone. */
export function App() {
  useEffect(startClock, []);
  useEffect(holdTimeOfMoments, []);
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
          <ScreenView />
        </div>
        <ErrorBoundary name="The inspector">
          <Inspector />
        </ErrorBoundary>
      </main>
      <ErrorBoundary name="The time strip">
        <TimeStrip />
      </ErrorBoundary>
      <KeyHelp />
    </div>
  );
}
