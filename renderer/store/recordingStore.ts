import { create } from 'zustand';
import type { PreviewState, Recording } from '../../shared/contract/recording';
import { tellEngine } from '../bridge/enginePort';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import { useReplay } from './replayStore';

interface RecordingFacts {
  /** As the engine last said; undefined: nothing is or was recorded. */
  readonly recording: Recording | undefined;
  /** The user is asked what is to be hidden in it. */
  readonly asking: boolean;
  /** What it would hold, where that is looked at. */
  readonly preview: PreviewState | undefined;
}

export const useRecording = create<RecordingFacts>(() => ({ recording: undefined, asking: false, preview: undefined }));

export function receiveRecording(recording: Recording | null): void {
  const { recording: before } = useRecording.getState();
  if (recording !== null) useRecording.setState({ recording, ...(isOver(recording) && isOver(before) ? {} : { asking: false }) });
  // An engine that knows of none stands in for one that recorded.
  else if (before !== undefined && !isOver(before))
    useRecording.setState({ recording: { ...before, state: 'failed', trouble: texts.recording.engineGone } });
  else useRecording.setState({ recording: undefined });
}

/** Nothing is recorded of what was opened anew. */
export function forgetRecordingShown(): void {
  useRecording.setState({ recording: undefined, asking: false, preview: undefined });
}

/** One at a time, and not of a recording. */
export function canRecord(): boolean {
  const { recording } = useRecording.getState();
  return useReplay.getState().replay === undefined && (recording === undefined || isOver(recording));
}

function isOver(recording: Recording | undefined): boolean {
  return recording?.state === 'done' || recording?.state === 'failed';
}

export function askToRecord(): void {
  if (canRecord()) useRecording.setState({ asking: true });
}

export function stopAsking(): void {
  useRecording.setState({ asking: false });
}

/** Has one look at the cluster recorded with these names hidden, to be read before anything is kept. */
export function previewRecording(names: string): void {
  useRecording.setState({ preview: { state: 'asked' } });
  tellEngine({ type: 'preview-recording', hide: hiddenNames(names) });
}

export function receivePreview(preview: PreviewState): void {
  if (useRecording.getState().preview !== undefined) useRecording.setState({ preview });
}

export function closePreview(): void {
  useRecording.setState({ preview: undefined });
  tellEngine({ type: 'end-preview' });
}

/** Main asks where to; the bar turns when the engine has begun. `names`: as typed, parted by commas or spaces. */
export function record(names: string): void {
  tellShell({ type: 'record', hide: hiddenNames(names) });
}

export function endRecording(): void {
  tellEngine({ type: 'end-recording' });
}

export function forgetRecording(): void {
  tellEngine({ type: 'forget-recording' });
}

export function openRecorded(): void {
  tellShell({ type: 'open-recorded' });
}

/** Each once. */
export function hiddenNames(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;]+/).filter((name) => name !== ''))];
}
