import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Recording } from '../../../shared/contract/recording';
import { formatBytes, formatClock, formatCount, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import {
  endRecording,
  forgetRecording,
  openRecorded,
  previewRecording,
  record,
  stopAsking,
  useRecording,
} from '../../store/recordingStore';
import { texts } from '../../texts/catalogue';
import { RecordingPreview } from './RecordingPreview';
import './recording.css';

const t = texts.recording;

/** Under the time strip: what is asked before the cluster is recorded, how the recording goes, and what came of it. */
export function RecordingBar() {
  const recording = useRecording((state) => state.recording);
  const asking = useRecording((state) => state.asking);
  if (asking)
    return (
      <>
        <Ask />
        <RecordingPreview />
      </>
    );
  return recording === undefined ? null : <Goes recording={recording} />;
}

function Ask() {
  const names = useRef<HTMLInputElement>(null);
  useEffect(() => names.current?.focus(), []);
  const choose = (event: FormEvent) => {
    event.preventDefault();
    record(names.current?.value ?? '');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stopAsking();
  };
  return (
    <form className="hs-recording hs-small" aria-label={t.ask} onSubmit={choose} onKeyDown={onKey} data-testid="recording-ask">
      <b className="hs-nowrap">{t.ask}</b>
      <span className="hs-recording-more hs-t2">{t.askMore}</span>
      <input ref={names} className="hs-field hs-recording-names" aria-label={t.hide} placeholder={t.hide} data-testid="recording-names" />
      <button
        type="button"
        className="hs-button"
        title={t.previewMore}
        onClick={() => previewRecording(names.current?.value ?? '')}
        data-testid="recording-preview"
      >
        {t.preview}
      </button>
      <button type="submit" className="hs-button" data-testid="recording-choose">
        {t.choose}
      </button>
      <button type="button" className="hs-button" onClick={stopAsking}>
        {t.cancel}
      </button>
    </form>
  );
}

function Goes({ recording }: { readonly recording: Recording }) {
  const { name, state, fromMs, lengthMs, hidden, trouble } = recording;
  const [since, length] = [formatClock(fromMs, zoneOffsetMinutes()), formatDuration(Math.round(lengthMs / 1_000))];
  const isOver = state === 'done' || state === 'failed';
  return (
    <section className="hs-recording hs-small" aria-label={t.name} data-testid="recording">
      <span className={`hs-recording-dot hs-recording-${state}`} aria-hidden="true" />
      <span className="hs-nowrap" role="status">
        <b data-testid="recording-state">{t.states[state]}</b> <span data-testid="recording-name">{t.to(name)}</span>
      </span>
      <span className="hs-t2 hs-ellipsis" data-testid="recording-so-far">
        {trouble === undefined ? wordsOf(recording, isOver ? t.from(since, length) : t.since(since, length)) : t.trouble(trouble)}
      </span>
      {hidden === 0 ? null : <span className="hs-t2 hs-nowrap">{t.hidden(hidden)}</span>}
      <span className="hs-recording-do hs-end">
        {state === 'recording' ? (
          <button type="button" className="hs-button" onClick={endRecording} data-testid="recording-end">
            {t.end}
          </button>
        ) : null}
        {state === 'done' ? (
          <button type="button" className="hs-button" onClick={openRecorded} data-testid="recording-open">
            {t.open}
          </button>
        ) : null}
        {isOver ? (
          <button type="button" className="hs-button" onClick={forgetRecording} data-testid="recording-close">
            {t.close}
          </button>
        ) : null}
      </span>
    </section>
  );
}

function wordsOf({ entries, rawBytes, fileBytes }: Recording, when: string): string {
  return `${when} · ${t.entries(formatCount(entries), entries === 1, formatBytes(rawBytes), formatBytes(fileBytes))}`;
}
