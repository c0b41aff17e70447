import type { RecordingRow } from '../../../shared/contract/clusters';
import { formatBytes } from '../../../shared/model/format';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { chooseRecording, dropRecording, openCluster } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { whenWords } from './rememberedWords';

const t = texts.clusters;

/** Recordings that were made or opened, the last one first; another one is chosen by a dialog. */
export function RecordingsTile({ recordings }: { readonly recordings: readonly RecordingRow[] }) {
  return (
    <section className="hs-tile" aria-label={t.recordings} data-testid="recordings">
      <h2>
        <Icon name="play" size={16} /> {t.recordings}
      </h2>
      <p className="hs-small hs-t2">{t.recordingsMore}</p>
      <button type="button" className="hs-button" onClick={chooseRecording} data-testid="choose-recording">
        {t.openRecording}
      </button>
      {recordings.length === 0 ? null : (
        <ul className="hs-recordings">
          {recordings.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One that is missing can be tried all the same: its disk may be back. */
function Row({ row: { id, name, shownFolder, usedAtMs, bytes, missing } }: { readonly row: RecordingRow }) {
  const nowMs = useClock((clock) => clock.nowMs);
  const when = whenWords(usedAtMs, nowMs, zoneOffsetMinutes());
  return (
    <li>
      <button
        type="button"
        className="hs-scenario"
        onClick={() => openCluster(id)}
        title={missing ? t.missingMore(shownFolder) : undefined}
        data-testid="recording-row"
      >
        <b dir="auto">{name}</b>
        <span className="hs-small hs-t3">{shownFolder}</span>
        <span className={`hs-small ${missing ? 'hs-is-broken' : 'hs-t2'}`}>
          {missing ? t.missing : t.recording(when, bytes === undefined ? undefined : formatBytes(bytes))}
        </span>
      </button>
      <button
        type="button"
        className="hs-button hs-button-bare hs-recordings-drop"
        aria-label={t.dropRecording(name)}
        title={t.dropRecording(name)}
        onClick={() => dropRecording(id)}
        data-testid="recording-drop"
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}
