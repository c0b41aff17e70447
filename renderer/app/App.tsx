import { useEffect } from 'react';
import { Rail } from '../features/frame/Rail';
import { TitleBar } from '../features/frame/TitleBar';
import { GapVerdict } from '../features/gaps/GapVerdict';
import { Inspector } from '../features/inspector/Inspector';
import { Palette } from '../features/palette/Palette';
import { TimeStrip } from '../features/strip/TimeStrip';
import { Banners } from '../features/trouble/Banners';
import { VerdictBar } from '../features/verdict/VerdictBar';
import { useChoices } from '../store/choiceStore';
import { startClock } from '../store/clock';
import { offerCommands } from '../store/commandStore';
import { holdTimeOfMoments } from '../store/moments';
import { texts } from '../texts/catalogue';
import { WINDOW_COMMANDS } from './commands';
import { ErrorBoundary } from './ErrorBoundary';
import { KeyHelp } from './KeyHelp';
import { listWhenNarrow } from './narrow';
import { ScreenView } from './ScreenView';
import { listenToKeys } from './windowKeys';
import '../features/frame/frame.css';

const { parts } = texts.frame;

/** The window: bar, rail, verdict, banners, map, inspector. Each part falls alone. */
export function App() {
  useEffect(startClock, []);
  useEffect(holdTimeOfMoments, []);
  useEffect(listenToKeys, []);
  useEffect(() => offerCommands(WINDOW_COMMANDS), []);
  useEffect(listWhenNarrow, []);
  // Clusters and settings are not about the cluster on the screen: nothing of it stands beside them. Blind spots have a side of their own.
  const ofCluster = useChoices(({ screen }) => screen !== 'clusters' && screen !== 'settings' && screen !== 'blindSpots');
  const onGaps = useChoices(({ screen }) => screen === 'gaps');
  // The gaps have a panel of their own; a raw answer takes its place.
  const besideView = useChoices(({ screen, answerId }) => screen !== 'gaps' || answerId !== undefined);
  return (
    <div className="hs-window">
      <ErrorBoundary name={parts.bar}>
        <TitleBar />
      </ErrorBoundary>
      <Rail />
      <ErrorBoundary name={parts.verdict}>{onGaps ? <GapVerdict /> : <VerdictBar />}</ErrorBoundary>
      <Banners />
      <main className="hs-main">
        <div className="hs-view" data-region="view">
          <ScreenView />
        </div>
        {ofCluster && besideView ? (
          <ErrorBoundary name={parts.inspector}>
            <div className="hs-region" data-region="inspector">
              <Inspector />
            </div>
          </ErrorBoundary>
        ) : null}
      </main>
      <ErrorBoundary name="The time strip">
        <div className="hs-region" data-region="strip">
          <TimeStrip />
        </div>
      </ErrorBoundary>
      <ErrorBoundary name={parts.palette}>
        <Palette />
      </ErrorBoundary>
      <KeyHelp />
    </div>
  );
}
