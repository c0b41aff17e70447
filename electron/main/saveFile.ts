import fs from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Area, SaveFile, Saving } from '../../shared/contract/save';
import { FILE_ENDINGS } from '../../shared/exports/formats';
import { failureOf, fileName, toWindowArea } from './saveWords';

/** Saves one file at a time for the window: takes the picture if it is one, asks where, writes. */
export function openSaver(window: BrowserWindow, tell: (saving: Saving) => void): (wanted: SaveFile) => Promise<void> {
  let folder = app.getPath('documents');
  return async ({ name, content }) => {
    const { kind } = content;
    const ends = FILE_ENDINGS[kind];
    // Before the dialog stands over it.
    const data = content.is === 'text' ? content.text : await pictureOf(window, content.area);
    if (data.length === 0) {
      tell({ type: 'saving', kind, step: { state: 'failed', why: 'nothing-drawn' } });
      return;
    }
    tell({ type: 'saving', kind, step: { state: 'asking' } });
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'Save',
      defaultPath: path.join(folder, fileName(name, ends)),
      filters: [
        { name: ends, extensions: [ends] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === undefined || filePath === '') {
      tell({ type: 'saving', kind, step: { state: 'cancelled' } });
      return;
    }
    folder = path.dirname(filePath);
    tell({ type: 'saving', kind, step: await written(filePath, data) });
  };
}

/** As the screen has it, in its own pixels. Empty: the window is hidden and has drawn nothing. */
async function pictureOf(window: BrowserWindow, area: Area): Promise<Buffer> {
  const image = await window.webContents.capturePage(toWindowArea(area, window.webContents.getZoomFactor()));
  return image.toPNG();
}

/** In the place of what was there. A new file is readable by its owner alone: it tells much of a cluster. */
async function written(file: string, data: string | Buffer): Promise<Saving['step']> {
  try {
    await fs.writeFile(file, data, { mode: 0o600 });
    return { state: 'saved', file: path.basename(file) };
  } catch (error) {
    return { state: 'failed', file: path.basename(file), ...failureOf(error) };
  }
}
