import type { ReactNode } from 'react';
import type { Health } from '../../../shared/model/health';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import './trouble.css';

interface BannerProps {
  readonly state: Health;
  readonly says: string;
  readonly remedy?: string;
  readonly testId: string;
  /** Text to read in full, such as a Role. */
  readonly detail?: string;
  readonly slim?: boolean;
  readonly onClose?: () => void;
  readonly children?: ReactNode;
}

/** What happened in bold, what to do after it, actions at the right. */
export function Banner({ state, says, remedy, testId, detail, slim = false, onClose, children }: BannerProps) {
  return (
    <section className={`hs-banner hs-banner-${state} ${slim ? 'hs-banner-slim' : ''}`} data-testid={testId} aria-label={says}>
      <Glyph state={state} size={14} />
      <div className="hs-grow">
        <p>
          <b>{says}</b> {remedy === undefined ? null : <span className="hs-t2">{remedy}</span>}
        </p>
        {detail === undefined ? null : (
          <details>
            <summary className="hs-link hs-small">{texts.trouble.showDetail}</summary>
            <pre className="hs-banner-detail">{detail}</pre>
          </details>
        )}
      </div>
      {children}
      {onClose === undefined ? null : (
        <button type="button" className="hs-button hs-button-bare" onClick={onClose} aria-label={texts.trouble.close}>
          <Icon name="close" size={13} />
        </button>
      )}
    </section>
  );
}
