import type { FromShell } from '../../shared/contract/shell';
import { assertNever } from '../../shared/model/result';
import { listenToEngine, tellAgain, tellEngine } from '../bridge/enginePort';
import { listenToShell, tellShell } from '../bridge/shellBridge';
import { togglePause } from '../features/frame/togglePause';
import { commandMap } from '../features/map/mapCommands';
import { judgeView } from '../features/verdict/verdict';
import { receiveAbout, showAbout } from '../store/aboutStore';
import { linkBench, tellBench } from '../store/benchLink';
import { linkBlindSpots, tellBlindSpots } from '../store/blindSpotLink';
import { tellBreaks } from '../store/breakNews';
import { linkCharts, tellCharts } from '../store/chartLink';
import {
  detailsIdOf,
  inspectedOf,
  isWideWindow,
  resizeInspector,
  select,
  showKeys,
  showScreen,
  useChoices,
  usualInspectorWidth,
} from '../store/choiceStore';
import { linkDoctors, tellDoctors } from '../store/doctorLink';
import { addNotice, receiveEngineState, receiveFromEngine, useEngine } from '../store/engineStore';
import { linkExplorer, tellExplorer } from '../store/explorerLink';
import { linkFindings } from '../store/findingStore';
import { forgetOpened, rememberOpened } from '../store/findStore';
import { linkGaps, tellGaps } from '../store/gapLink';
import { watchHealth } from '../store/healthSince';
import { watchPresses, watchView } from '../store/motion';
import { askToRecord } from '../store/recordingStore';
import { useReplay } from '../store/replayStore';
import { linkReport } from '../store/reportLink';
import { receiveSaving, showExports } from '../store/saving';
import { linkTrace, tellTrace } from '../store/traceLink';
import { startWalkthrough } from '../store/walkthroughStore';
import { askWhyAgain } from '../store/whyLink';
import { texts } from '../texts/catalogue';
import { linkClusters, receiveClusterMessage } from './clusterLink';

/** Ties the stores to the engine's port and to main; called once, before the first paint. */
export function connect(): void {
  listenToEngine({
    onMessage: (message) => {
      const { replay } = useReplay.getState();
      receiveFromEngine(message);
      if (message.type === 'replay' && replay !== undefined && message.replay.run !== replay.run) {
        sayWhatIsShown();
        tellAgain();
      }
    },
    onMisfit: (says) =>
      addNotice({
        id: 'misfit',
        says: texts.trouble.misfit(says),
        remedy: texts.trouble.misfitRemedy,
      }),
    onConnected: sayWhatIsShown,
  });
  useChoices.subscribe((now, before) => {
    if (now.selection !== before.selection) rememberOpened(now.selection);
    const id = detailsIdOf(inspectedOf(now));
    if (id !== detailsIdOf(inspectedOf(before))) tellEngine({ type: 'select', id });
  });
  listenToShell(receiveFromShell);
  watchPresses(window);
  watchView((moves) => tellEngine({ type: 'hand', moves }));
  linkClusters();
  watchHealth();
  tellBreaks();
  linkCharts();
  linkGaps();
  linkBlindSpots();
  linkDoctors();
  linkBench();
  linkExplorer();
  linkTrace();
  linkReport();
  linkFindings();
  openWhenWide();
  tellPainted();
  tellShell({ type: 'ready' });
}

/** An engine that is new, or a recording that was begun anew, knows of nothing that is open here. */
function sayWhatIsShown(): void {
  tellCharts(true);
  tellGaps(true);
  tellBlindSpots(true);
  tellDoctors(true);
  tellExplorer(true);
  tellTrace(true);
  askWhyAgain();
  tellBench(true);
  tellEngine({ type: 'select', id: detailsIdOf(inspectedOf(useChoices.getState())) });
}

function receiveFromShell(message: FromShell): void {
  switch (message.type) {
    case 'engine':
      receiveEngineState(message);
      break;
    case 'notice':
      addNotice(message);
      break;
    case 'layout':
      resizeInspector(message.inspectorWidth ?? usualInspectorWidth());
      break;
    case 'command':
      obey(message.command);
      break;
    case 'saving':
      receiveSaving(message);
      break;
    case 'about':
      receiveAbout(message);
      break;
    case 'show-break':
      showScreen('map');
      select(message.at);
      break;
    case 'opened':
      forgetOpened();
      receiveClusterMessage(message);
      break;
    case 'clusters':
    case 'settings':
    case 'cluster-memory':
      receiveClusterMessage(message);
      break;
    default:
      assertNever(message);
  }
}

function obey(command: Extract<FromShell, { type: 'command' }>['command']): void {
  switch (command) {
    case 'fit':
      commandMap('fit');
      break;
    case 'zoom-in':
      commandMap('zoomIn');
      break;
    case 'zoom-out':
      commandMap('zoomOut');
      break;
    case 'pause':
      togglePause();
      break;
    case 'look-now':
      tellEngine({ type: 'look-now' });
      break;
    case 'keys':
      showKeys(true);
      break;
    case 'export':
      showExports(true);
      break;
    case 'about':
      showAbout(true);
      break;
    case 'walkthrough':
      startWalkthrough();
      break;
    case 'open-recording':
      tellShell({ type: 'open-recording' });
      break;
    case 'record':
      askToRecord();
      break;
    default:
      assertNever(command);
  }
}

/** In a wide window the inspector is open from the first live view on: on the break, else on the kubelet, where both pipelines begin. */
function openWhenWide(): void {
  const stop = useEngine.subscribe(({ view }) => {
    if (view?.phase !== 'live' || view.report.components.length === 0) return;
    stop();
    if (!isWideWindow() || useChoices.getState().selection.kind !== 'none') return;
    const { show } = judgeView(view, Date.now());
    select(show === undefined ? { kind: 'card', card: 'kubelet' } : show);
  });
}

/** Main is told of each phase once it is really on the screen: two frames after the state changed. */
function tellPainted(): void {
  let said: string | undefined;
  const say = (phase: string) => {
    if (phase === said) return;
    said = phase;
    requestAnimationFrame(() => requestAnimationFrame(() => tellShell({ type: 'painted', phase })));
  };
  say('waiting');
  useEngine.subscribe((facts) => {
    if (facts.view !== undefined) say(facts.view.phase);
  });
}
