import { z } from 'zod';
import { About } from './about';
import { BreakAt, Breaks } from './breaks';
import { ClusterRows, OpenedCluster } from './clusters';
import { ClusterMemory } from './memory';
import { HiddenNames } from './recording';
import { SaveFile, Saving } from './save';
import { DirectUrl, SettingsShown, SettingsValues } from './settings';

/** State of the engine process, as main sees it. */
export const EngineState = z.discriminatedUnion('state', [
  z.object({ type: z.literal('engine'), state: z.literal('starting') }),
  z.object({
    type: z.literal('engine'),
    state: z.literal('running'),
    /** Its last unexpected end, when there was one. */
    restarted: z.object({ endedAtMs: z.number(), backAfterMs: z.number(), says: z.string() }).optional(),
  }),
  z.object({ type: z.literal('engine'), state: z.literal('down'), says: z.string(), endedAtMs: z.number(), retryAtMs: z.number() }),
  /** It said itself that trying again is of no use. */
  z.object({ type: z.literal('engine'), state: z.literal('failed'), says: z.string(), remedy: z.string() }),
]);

/** What main tells the window, over the one bridge of electron/preload.ts. Both sides parse. */
export const FromShell = z.discriminatedUnion('type', [
  EngineState,
  /** Something the user should know that is no state of the cluster: settings not saved, started twice. */
  z.object({
    type: z.literal('notice'),
    id: z.string(),
    says: z.string(),
    remedy: z.string().optional(),
    /** A cluster that a second start asked for: opened when the user says so. */
    offers: z.object({ id: z.string(), words: z.string() }).optional(),
  }),
  z.object({
    type: z.literal('command'),
    command: z.enum([
      'fit',
      'zoom-in',
      'zoom-out',
      'pause',
      'look-now',
      'keys',
      'walkthrough',
      'open-recording',
      'record',
      'export',
      'about',
    ]),
  }),
  /** As the user left it; absent: by the size of the window. */
  z.object({ type: z.literal('layout'), inspectorWidth: z.number().optional() }),
  /** Another cluster is opened: nothing of the one before belongs on the screen. Also sent when the engine has said which context it is. */
  z.object({ type: z.literal('opened'), cluster: OpenedCluster }),
  /** Answer to `list-clusters`; `trouble` when the engine could not list them. */
  z.object({ type: z.literal('clusters'), rows: ClusterRows.optional(), trouble: z.string().optional() }),
  z.object({ type: z.literal('settings'), settings: SettingsShown }),
  Saving,
  About,
  /** A notification was clicked: the window is at the front. */
  z.object({ type: z.literal('show-break'), at: BreakAt }),
  /** How the user left this cluster; sent once it is known which one it is. */
  z.object({ type: z.literal('cluster-memory'), id: z.string(), memory: ClusterMemory }),
]);

/** What the window asks of main. */
export const ToShell = z.discriminatedUnion('type', [
  /** The renderer's listeners stand: main answers with the engine's state and a port. */
  z.object({ type: z.literal('ready') }),
  /** What is painted, once for each phase: --once and the benchmark wait for it. */
  z.object({ type: z.literal('painted'), phase: z.string() }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('open-link'), url: z.string() }),
  z.object({ type: z.literal('keep-layout'), inspectorWidth: z.number() }),
  z.object({ type: z.literal('list-clusters') }),
  /** The id of a row, a scenario or an offer. */
  z.object({ type: z.literal('open-cluster'), id: z.string() }),
  /** Opens a dialog of the system; the file is listed from then on. */
  z.object({ type: z.literal('add-kubeconfig') }),
  /** Opens a dialog of the system; the cluster that is open is recorded into the file that is named. */
  z.object({ type: z.literal('record'), hide: HiddenNames }),
  /** What was recorded last. */
  z.object({ type: z.literal('open-recorded') }),
  /** Takes a recording from the start page's list, by its row's id; the file stays. */
  z.object({ type: z.literal('drop-recording'), id: z.string() }),
  /** Opens a dialog of the system, and the recording that is chosen. */
  z.object({ type: z.literal('open-recording') }),
  SaveFile,
  z.object({ type: z.literal('drop-kubeconfig'), file: z.string() }),
  z.object({ type: z.literal('change-settings'), change: SettingsValues.omit({ directUrls: true, kubeconfigs: true }).partial() }),
  /** A new direct URL, or one of the same id changed. `secret`: kept and never sent back; absent: as it was. */
  z.object({ type: z.literal('put-direct-url'), directUrl: DirectUrl, secret: z.string().min(1).max(16_384).optional() }),
  z.object({ type: z.literal('drop-direct-url'), id: z.string() }),
  z.object({ type: z.literal('forget-secrets') }),
  /** The settings come anew, with what is kept now. */
  z.object({ type: z.literal('measure-history') }),
  z.object({ type: z.literal('delete-history') }),
  /** In the system's file manager. */
  z.object({ type: z.literal('show-folder'), of: z.enum(['settings', 'log']) }),
  /** Answered by `about`. */
  z.object({ type: z.literal('ask-about') }),
  Breaks,
  z.object({ type: z.literal('keep-memory'), id: z.string(), memory: ClusterMemory }),
]);

/** Files that were dropped on the window, by their paths: the bridge tells main, the page sees none and can name none. */
export const DroppedFiles = z.array(z.string().max(4_096)).min(1).max(100);

export type FromShell = z.infer<typeof FromShell>;
export type ToShell = z.infer<typeof ToShell>;
export type EngineState = z.infer<typeof EngineState>;
