import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/catalogue';

interface DialogProps {
  readonly title: string;
  /** Width, px. */
  readonly size: number;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What stands over the window until it is closed. */
export function Dialog({ title, size, opened, onClose, children }: DialogProps) {
  return (
    <Modal
      // The page never scrolls: locking it would write a style that the page's policy refuses.
      lockScroll={false}
      // Esc is the window's: it takes back one thing at a time.
      closeOnEscape={false}
      opened={opened}
      onClose={onClose}
      title={<b>{title}</b>}
      size={size}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': texts.trouble.close }}
    >
      {children}
    </Modal>
  );
}
