import { copyText, type Savable, savePicture, saveTable, saveText } from '../store/saving';
import { texts } from '../texts/catalogue';

const t = texts.exports;

interface SaveItem {
  readonly id: string;
  readonly says: string;
  readonly run: () => void;
}

/** The forms in which something can be saved, or copied. */
export function saveItems({ name, table, picture, svg, copies }: Savable): readonly SaveItem[] {
  return [
    ...(picture === undefined ? [] : [{ id: 'png', says: t.saveAs('PNG'), run: () => savePicture(name, picture) }]),
    ...(svg === undefined ? [] : [{ id: 'svg', says: t.saveAs('SVG'), run: () => saveText('svg', name, svg()) }]),
    ...(table === undefined ? [] : [{ id: 'csv', says: t.saveAs('CSV'), run: () => saveTable(name, table()) }]),
    ...(copies ?? []).map(({ form, text }) => ({ id: form, says: t.copyAs(t.forms[form]), run: () => copyText(text) })),
  ];
}
