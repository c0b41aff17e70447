import { useState } from 'react';
import type { RecordingPreview as Preview } from '../../../shared/contract/recording';
import { formatBytes, formatCount } from '../../../shared/model/format';
import { closePreview, useRecording } from '../../store/recordingStore';
import { texts } from '../../texts/catalogue';
import { CodeBox } from '../../ui/CodeBox';
import { Dialog } from '../../ui/Dialog';

const t = texts.recording;

/** One look at the cluster as it would be written: to be read before anything is kept or handed on. */
export function RecordingPreview() {
  const preview = useRecording((state) => state.preview);
  return (
    <Dialog title={t.previewTitle} size={820} opened={preview !== undefined} onClose={closePreview}>
      {preview?.state === 'made' ? (
        <Made preview={preview.made} />
      ) : (
        <p role="status">{preview?.state === 'failed' ? t.previewFailed(preview.says) : t.previewAsked}</p>
      )}
    </Dialog>
  );
}

function Made({ preview }: { readonly preview: Preview }) {
  const [search, setSearch] = useState('');
  const { answers, bytes, hidden, rows, more } = preview;
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? rows : rows.filter(({ request, text }) => `${request}\n${text}`.toLowerCase().includes(wanted));
  return (
    <div className="hs-preview" data-testid="preview">
      <p>{t.previewSum(formatCount(answers), formatBytes(bytes))}</p>
      <p className="hs-t2">{hidden === 0 ? t.previewNone : t.previewHidden(formatCount(hidden), hidden === 1)}</p>
      <div className="hs-row">
        <input
          className="hs-field hs-grow"
          aria-label={t.previewFind}
          placeholder={t.previewFind}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-testid="preview-find"
        />
        <span className="hs-small hs-t2 hs-nowrap" role="status">
          {t.previewFound(formatCount(found.length), formatCount(rows.length))}
        </span>
      </div>
      {found.length === 0 ? <p className="hs-t2">{t.previewNotFound}</p> : null}
      <ul data-testid="preview-rows">
        {found.map((row) => (
          <li key={row.request}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {more === 0 ? null : <p className="hs-t2">{t.previewRest(formatCount(more))}</p>}
    </div>
  );
}

/** Its text is drawn once it is opened: there are many. */
function Row({ row: { request, bytes, hidden, text, from } }: { readonly row: Preview['rows'][number] }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code className="hs-breakable">{request}</code>{' '}
        <span className="hs-small hs-t2 hs-nowrap">
          {formatBytes(bytes)}
          {hidden === 0 ? '' : ` · ${t.previewPlaces(formatCount(hidden))}`}
        </span>
      </summary>
      {open && from > 0 ? <p className="hs-small hs-t3">{t.previewFrom(formatCount(from))}</p> : null}
      {open ? <CodeBox text={text} name={request} /> : null}
    </details>
  );
}
