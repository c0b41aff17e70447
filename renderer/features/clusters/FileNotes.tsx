import type { ClusterRows } from '../../../shared/contract/clusters';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

type File = ClusterRows['files'][number];

/** Files that could not be read, each with its error; and those that were added here, to take away again. */
export function FileNotes({ files }: { readonly files: readonly File[] }) {
  const noted = files.filter((file) => file.error !== undefined || file.from === 'added');
  if (noted.length === 0) return null;
  return (
    <ul className="hs-file-notes">
      {noted.map((file) => (
        <FileNote key={file.file} file={file} />
      ))}
    </ul>
  );
}

function FileNote({ file }: { readonly file: File }) {
  const { error, from } = file;
  return (
    <li className={error === undefined ? 'hs-file-note' : 'hs-file-note hs-file-broken'} data-testid="file-note">
      {error === undefined ? null : <Glyph state="broken" size={13} />}
      <div className="hs-grow">
        {error?.says.includes(file.file) ? null : (
          <p className="hs-mono hs-small" dir="auto">
            {file.shownFile}
          </p>
        )}
        {error === undefined ? (
          <p className="hs-small hs-t3">{texts.clusters.added}</p>
        ) : (
          <>
            <p className="hs-small">
              {error.says} {error.remedy}
            </p>
            <p className="hs-small hs-t2">{texts.clusters.brokenFile}</p>
          </>
        )}
      </div>
      {from !== 'added' ? null : (
        <button
          type="button"
          className="hs-button"
          onClick={() => tellShell({ type: 'drop-kubeconfig', file: file.file })}
          aria-label={texts.clusters.dropAddedFile(file.shownFile)}
        >
          {texts.clusters.dropFile}
        </button>
      )}
    </li>
  );
}
