import { Modal } from '@mantine/core';
import { showFind, useFinding } from '../../store/findStore';
import { texts } from '../../texts/catalogue';
import { PaletteBody } from './PaletteBody';
import './palette.css';

/** Find, in the top third of the window. Made anew each time, so that it opens empty. */
export function Palette() {
  const shown = useFinding((finding) => finding.shown);
  return (
    <Modal.Root
      opened={shown}
      onClose={() => showFind(false)}
      size={560}
      yOffset="12vh"
      radius={8}
      padding={0}
      // The page never scrolls: locking it would write a style that the page's policy refuses. Esc is the window's.
      lockScroll={false}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={texts.palette.name} data-testid="palette">
        {/* A class on the content would be given to the box around it as well. */}
        <div className="hs-palette">
          <PaletteBody />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
