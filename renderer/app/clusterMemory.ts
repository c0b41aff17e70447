import type { View } from '../../shared/contract/engine';
import type { ClusterMemory, MapMemory as StoredMap } from '../../shared/contract/memory';
import { HEALTHS } from '../../shared/model/health';
import { tellShell } from '../bridge/shellBridge';
import { judgeView } from '../features/verdict/verdict';
import { type Screen, type Tab, useChoices } from '../store/choiceStore';
import { useEngine } from '../store/engineStore';
import { type MapMemory, NO_FILTERS, recallMap, useMapMemory } from '../store/mapStore';

/** After the last change: a card that is dragged is kept once. */
const SAVE_AFTER_MS = 500;
/** A verdict that stays is confirmed this often: "last seen". */
const SEEN_EVERY_MS = 60_000;

const TABS: readonly Tab[] = ['overview', 'charts', 'metrics', 'raw', 'access', 'history', 'timing'];
const SCREENS: readonly Screen[] = ['map', 'list'];

/** The cluster whose memory is on the screen; undefined until main has said which it is. */
let id: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let seen: ClusterMemory['seen'];

/** Puts the window as the user left this cluster; said again for the same one (the engine was restarted) it changes nothing. */
export function recallCluster(of: string, memory: ClusterMemory): void {
  if (of === id) return;
  recallMap(toMap(memory.map));
  const tab = TABS.find((known) => known === memory.tab);
  const screen = SCREENS.find((known) => known === memory.screen);
  if (tab !== undefined) useChoices.setState({ tab });
  if (screen !== undefined && SCREENS.includes(useChoices.getState().screen)) useChoices.setState({ screen });
  seen = memory.seen;
  id = of;
}

/** Another cluster comes: what is not saved yet is, under the id it belongs to. */
export function stopMemory(): void {
  flush();
  id = undefined;
  seen = undefined;
  recallMap();
}

/** Watches what is remembered from now on. */
export function startMemory(): void {
  useMapMemory.subscribe(() => soon());
  useChoices.subscribe((now, before) => {
    if (now.tab !== before.tab || now.screen !== before.screen) soon();
  });
  useEngine.subscribe(({ view }, { view: before }) => {
    if (view !== undefined && view !== before) noteSeen(view);
  });
  window.addEventListener('pagehide', flush);
}

function soon(): void {
  if (id === undefined) return;
  clearTimeout(timer);
  timer = setTimeout(flush, SAVE_AFTER_MS);
}

function flush(): void {
  if (timer === undefined) return;
  clearTimeout(timer);
  timer = undefined;
  if (id !== undefined) tellShell({ type: 'keep-memory', id, memory: memoryNow() });
}

function memoryNow(): ClusterMemory {
  const { tab, screen } = useChoices.getState();
  const { positions, zoom, filters, opened } = useMapMemory.getState();
  const stored: StoredMap = {
    positions: { ...positions },
    zoom,
    filters: { namespaces: [...filters.namespaces], healths: [...filters.healths], pipelines: [...filters.pipelines] },
    opened: [...opened],
  };
  return { map: stored, tab, ...(SCREENS.includes(screen) ? { screen } : {}), ...(seen === undefined ? {} : { seen }) };
}

/** What the start page will say of it: only of a look that came to an end, and not of a moment of before. */
function noteSeen(view: View): void {
  if (view.phase === 'connecting' || view.at !== undefined) return;
  const next = summaryOf(view);
  const nowMs = Date.now();
  const { seenAtMs = 0, ...before } = seen ?? {};
  if (JSON.stringify(before) === JSON.stringify(next) && nowMs - seenAtMs < SEEN_EVERY_MS) return;
  seen = { ...next, seenAtMs: nowMs };
  soon();
}

function summaryOf(view: View): Omit<NonNullable<ClusterMemory['seen']>, 'seenAtMs'> {
  const { state, says } = judgeView(view, 0);
  const nodes = view.report.components.find(({ id: card }) => card === 'kubelet')?.members?.total;
  const version = view.report.cluster.serverVersion?.slice(0, 64);
  const steady = view.phase === 'unreachable' ? 'not reachable' : says;
  return {
    ...(version === undefined ? {} : { version }),
    ...(nodes === undefined ? {} : { nodes }),
    health: state,
    says: steady.slice(0, 300),
  };
}

/** What fits of it; the rest as if nothing was remembered. */
function toMap(stored: StoredMap | undefined): MapMemory {
  const { positions = {}, zoom, filters = {}, opened = [] } = stored ?? {};
  const healths = HEALTHS.filter((health) => listOf(filters['healths']).includes(health));
  const pipelines = (['core', 'monitoring'] as const).filter((pipeline) => listOf(filters['pipelines']).includes(pipeline));
  return {
    positions,
    ...(zoom === undefined ? {} : { zoom }),
    filters: { ...NO_FILTERS, namespaces: listOf(filters['namespaces']), healths, pipelines },
    opened,
  };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
