import type { ReactNode } from 'react';
import { useChoices } from '../store/choiceStore';
import { Icon } from './Icon';
import './sidePanel.css';

interface SidePanelProps {
  readonly name: string;
  /** Beside the name. */
  readonly says?: ReactNode;
  readonly close: string;
  readonly onClose: () => void;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Beside the screen, as wide as the inspector: a head with its name, and what can be closed again. */
export function SidePanel({ name, says, close, onClose, testId, children }: SidePanelProps) {
  const width = useChoices((choices) => choices.inspectorWidth);
  return (
    <aside className="hs-side" style={{ width }} aria-label={name} data-testid={testId}>
      <header className="hs-side-head">
        <h2>{name}</h2>
        {says}
        <button type="button" className="hs-button hs-button-bare hs-end" aria-label={close} title={close} onClick={onClose}>
          <Icon name="close" size={15} />
        </button>
      </header>
      {children}
    </aside>
  );
}
