import { Suspense, useEffect } from 'react';
import { SaveMenu } from '../features/exports/SaveMenu';
import { Rail } from '../features/frame/Rail';
import { TitleBar } from '../features/frame/TitleBar';
import { Inspector } from '../features/inspector/Inspector';
import { Palette } from '../features/palette/Palette';
import { RecordingBar } from '../features/recording/RecordingBar';
import { ReplayBar } from '../features/replay/ReplayBar';
import { TimeStrip } from '../features/strip/TimeStrip';
import { Banners } from '../features/trouble/Banners';
import { useAbout } from '../store/aboutStore';
import { useChoices } from '../store/choiceStore';
import { startClock } from '../store/clock';
import { offerCommands } from '../store/commandStore';
import { isPanelShown, useFindings } from '../store/findingStore';
import { useGlossary } from '../store/glossaryStore';
import { useLabShown } from '../store/labLink';
import { holdTimeOfMoments } from '../store/moments';
import { useSaving } from '../store/saving';
import { useWalkthrough } from '../store/walkthroughStore';
import { texts } from '../texts/catalogue';
import { later } from '../ui/later';
import { TermTip } from '../ui/TermTip';
import { WINDOW_COMMANDS } from './commands';
import { ErrorBoundary } from './ErrorBoundary';
import { KeyHelp } from './KeyHelp';
import { listWhenNarrow } from './narrow';
import { ScreenView } from './ScreenView';
import { SCREENS } from './screens';
import { listenToKeys } from './windowKeys';
import '../features/frame/frame.css';

const { parts } = texts.frame;
const LabPanel = later(async () => (await import('../features/lab/LabPanel')).LabPanel);
const ExportDialog = later(async () => (await import('../features/exports/ExportDialog')).ExportDialog);
const Walkthrough = later(async () => (await import('../features/walkthrough/Walkthrough')).Walkthrough);
const About = later(async () => (await import('../features/about/About')).About);
const Glossary = later(async () => (await import('../features/glossary/Glossary')).Glossary);
const FindingsPanel = later(async () => (await import('../features/findings/FindingsPanel')).FindingsPanel);

/** The window: bar, rail, verdict, banners, map, inspector. Each part falls alone. */
export function App() {
  useEffect(startClock, []);
  useEffect(holdTimeOfMoments, []);
  useEffect(listenToKeys, []);
  useEffect(() => offerCommands(WINDOW_COMMANDS), []);
  useEffect(listWhenNarrow, []);
  const pointed = useFindings((findings) => findings.shown);
  const onFindings = useChoices((choices) => isPanelShown(choices, pointed));
  const { Verdict, beside } = SCREENS[useChoices((choices) => choices.screen)];
  const showsAnswer = useChoices(({ answerId }) => answerId !== undefined);
  const onLab = useLabShown();
  const explains = useGlossary(({ term }) => term !== undefined);
  const isAbout = useAbout(({ shown }) => shown);
  const walks = useWalkthrough(({ shown }) => shown);
  const besideView = onLab || beside === 'inspector' || (beside === 'answer' && showsAnswer);
  return (
    <div className="hs-window">
      <ErrorBoundary name={parts.bar}>
        <TitleBar />
      </ErrorBoundary>
      <Rail />
      <ErrorBoundary name={parts.verdict}>
        <Verdict />
      </ErrorBoundary>
      <Banners />
      <main className="hs-main">
        <div className={onLab ? 'hs-view hs-view-lab' : 'hs-view'} data-region="view">
          <ScreenView />
          {onLab ? <span className="hs-lab-tag hs-micro">{texts.lab.demo}</span> : null}
        </div>
        {besideView ? (
          <ErrorBoundary name={parts.inspector}>
            <div className="hs-region" data-region="inspector">
              {onLab || onFindings ? <Suspense fallback={null}>{onLab ? <LabPanel /> : <FindingsPanel />}</Suspense> : <Inspector />}
            </div>
          </ErrorBoundary>
        ) : null}
      </main>
      <ErrorBoundary name="The time strip">
        <div className="hs-region" data-region="strip">
          <TimeStrip />
          <ReplayBar />
          <RecordingBar />
        </div>
      </ErrorBoundary>
      <ErrorBoundary name={parts.palette}>
        <Palette />
      </ErrorBoundary>
      {explains ? (
        <ErrorBoundary name={texts.glossary.name}>
          <Suspense fallback={null}>
            <Glossary />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {isAbout ? (
        <ErrorBoundary name={texts.about.name}>
          <Suspense fallback={null}>
            <About />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {walks ? (
        <ErrorBoundary name={texts.walkthrough.name}>
          <Suspense fallback={null}>
            <Walkthrough />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      <TermTip />
      <KeyHelp />
      <Exports />
      <SaveMenu />
    </div>
  );
}

/** Its words and those of Mantine's dialog are read when it is first asked for. */
function Exports() {
  const shown = useSaving((saving) => saving.shown);
  return shown ? (
    <Suspense fallback={null}>
      <ExportDialog />
    </Suspense>
  ) : null;
}
