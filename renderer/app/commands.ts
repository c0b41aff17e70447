import { tellEngine } from '../bridge/enginePort';
import { tellShell } from '../bridge/shellBridge';
import { RAIL_ITEMS } from '../features/frame/Rail';
import { togglePause } from '../features/frame/togglePause';
import { nextBreak } from '../features/map/breakList';
import { commandMap } from '../features/map/mapCommands';
import { showAbout } from '../store/aboutStore';
import { closeInspector, select, showKeys, showLab, showScreen, useChoices } from '../store/choiceStore';
import type { Command } from '../store/commandStore';
import { useEngine } from '../store/engineStore';
import { stepFinding } from '../store/findingStore';
import { showFind } from '../store/findStore';
import { openGlossary } from '../store/glossaryStore';
import { buildMap } from '../store/mapModel';
import { hasMarkSteps, stepMarks } from '../store/markSteps';
import { askToRecord, canRecord } from '../store/recordingStore';
import { copyReport } from '../store/reportLink';
import { saveTable, showExports } from '../store/saving';
import { startWalkthrough } from '../store/walkthroughStore';
import { texts } from '../texts/catalogue';
import { savableTable } from '../ui/savable';
import { termsShown } from '../ui/writtenTerms';
import { focusNextRegion } from './regions';

const t = texts.commands;

/** What the window can do by itself. Its keys, find and the keys' help are made of this table; features offer theirs beside it. */
export const WINDOW_COMMANDS: readonly Command[] = [
  { id: 'show-map', group: 'screens', words: t.showMap, keys: ['1'], run: () => showScreen('map') },
  { id: 'show-list', group: 'screens', words: t.showList, keys: ['l'], run: toggleList },
  ...RAIL_ITEMS.filter(({ screen }) => screen !== 'map').map(toCommand),
  { id: 'find', group: 'window', words: t.find, keys: ['Ctrl+k'], keyOnly: true, run: () => showFind(true) },
  { id: 'regions', group: 'window', words: t.regions, keys: ['F6'], keyOnly: true, run: () => focusNextRegion(1) },
  { id: 'undo', group: 'window', words: t.undo, keys: ['Escape'] },
  { id: 'lab', group: 'window', words: t.lab, keys: [], when: isDemo, run: toggleLab },
  { id: 'walkthrough', group: 'window', words: t.walkthrough, keys: [], run: startWalkthrough },
  { id: 'glossary', group: 'window', words: t.glossary, keys: ['g'], run: () => openGlossary(termsShown()[0]) },
  { id: 'about', group: 'window', words: t.about, keys: [], run: () => showAbout(true) },
  { id: 'keys', group: 'window', words: t.keys, keys: ['?', 'F1'], run: () => showKeys(true) },
  { id: 'along', group: 'map', words: t.along, keys: ['ArrowLeft', 'ArrowRight'] },
  { id: 'within', group: 'map', words: t.within, keys: ['ArrowUp', 'ArrowDown'] },
  { id: 'open', group: 'map', words: t.open, keys: ['Enter'] },
  { id: 'hops', group: 'map', words: t.hops, keys: ['e'] },
  { id: 'members', group: 'map', words: t.members, keys: ['m'] },
  { id: 'to-break', group: 'map', words: t.toBreak, keys: ['b'], when: () => breakToShow() !== undefined, run: toBreak },
  { id: 'next-finding', group: 'screens', words: t.nextFinding, keys: ['F8'], when: hasFindings, run: () => stepFinding(1) },
  { id: 'last-finding', group: 'screens', words: t.lastFinding, keys: ['Shift+F8'], when: hasFindings, run: () => stepFinding(-1) },
  { id: 'path', group: 'map', words: t.focusPath, keys: ['p'], when: () => onMap() && hasSelection(), run: onMapDo('togglePath') },
  { id: 'filter', group: 'map', words: t.filter, keys: ['f'], when: onMap, run: onMapDo('toggleFilter') },
  { id: 'history', group: 'map', words: t.history, keys: ['h'], when: onMap, run: onMapDo('toggleHistory') },
  { id: 'larger', group: 'map', words: t.larger, keys: ['+'], when: onMap, run: onMapDo('zoomIn') },
  { id: 'smaller', group: 'map', words: t.smaller, keys: ['-'], when: onMap, run: onMapDo('zoomOut') },
  { id: 'fit', group: 'map', words: t.fit, keys: ['0'], when: onMap, run: onMapDo('fit') },
  { id: 'undo-move', group: 'map', words: t.undoMove, keys: ['Ctrl+z'], when: onMap, run: onMapDo('undoMove') },
  { id: 'next-mark', group: 'inspector', words: t.nextMark, keys: ['F3'], when: hasMarkSteps, run: () => stepMarks(1) },
  { id: 'last-mark', group: 'inspector', words: t.lastMark, keys: ['Shift+F3'], when: hasMarkSteps, run: () => stepMarks(-1) },
  { id: 'close-inspector', group: 'inspector', words: t.closeInspector, keys: [], when: hasSelection, run: closeInspector },
  { id: 'pause', group: 'looks', words: t.pauseKey, keys: [' '], run: togglePause },
  { id: 'open-recording', group: 'window', words: t.openRecording, keys: ['Ctrl+o'], run: () => tellShell({ type: 'open-recording' }) },
  { id: 'record', group: 'window', words: t.record, keys: [], when: canRecord, run: askToRecord },
  { id: 'export', group: 'window', words: t.export, keys: ['Ctrl+e'], when: hasView, run: () => showExports(true) },
  { id: 'save-table', group: 'window', words: t.saveTable, keys: [], when: () => savableTable() !== undefined, run: saveShownTable },
  { id: 'copy-report', group: 'looks', words: t.copyReport, keys: [], run: () => copyReport('json') },
  { id: 'copy-report-text', group: 'looks', words: t.copyReportText, keys: [], run: () => copyReport('text') },
  { id: 'look-now', group: 'looks', words: t.lookNow, keys: ['F5'], run: () => tellEngine({ type: 'look-now' }) },
];

/** A screen of the rail; to one without a key of its own find leads. */
function toCommand({ screen, words, says, key }: (typeof RAIL_ITEMS)[number]): Command {
  return {
    id: `show-${screen}`,
    group: 'screens',
    words: says ?? words,
    keys: key === undefined ? [] : [key],
    run: () => showScreen(screen),
  };
}

function onMap(): boolean {
  const { screen } = useChoices.getState();
  return screen === 'map' || screen === 'findings';
}

function hasFindings(): boolean {
  return (useEngine.getState().view?.report.findings.length ?? 0) > 0;
}

function hasView(): boolean {
  return useEngine.getState().view !== undefined;
}

function saveShownTable(): void {
  const { name, table } = savableTable() ?? {};
  if (name !== undefined && table !== undefined) saveTable(name, table());
}

function hasSelection(): boolean {
  return useChoices.getState().selection.kind !== 'none';
}

function isDemo(): boolean {
  return useEngine.getState().view?.demo !== undefined;
}

function toggleLab(): void {
  showLab(!useChoices.getState().labShown);
}

function toggleList(): void {
  showScreen(useChoices.getState().screen === 'list' ? 'map' : 'list');
}

function breakToShow(): ReturnType<typeof nextBreak> {
  return nextBreak(buildMap(useEngine.getState().view), useChoices.getState().selection);
}

/** To the break on the map, or where the list is shown in the list; from elsewhere on the map. */
function toBreak(): void {
  const next = breakToShow();
  if (commandMap('toBreak') || next === undefined) return;
  if (!['list', 'findings'].includes(useChoices.getState().screen)) showScreen('map');
  select(next);
}

function onMapDo(command: Parameters<typeof commandMap>[0]): () => void {
  return () => {
    commandMap(command);
  };
}
