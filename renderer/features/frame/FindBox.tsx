import { showFind } from '../../store/findStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';

/** The way into find for the mouse; an icon where there is no room. */
export function FindBox() {
  return (
    <button
      type="button"
      className="hs-find-box"
      onClick={() => showFind(true)}
      aria-label={texts.frame.find}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title={texts.frame.find}
      data-testid="find-box"
    >
      <Icon name="search" size={14} />
      <span className="hs-grow hs-ellipsis">{texts.frame.find}</span>
      <Kbd name="Ctrl+k" />
    </button>
  );
}
