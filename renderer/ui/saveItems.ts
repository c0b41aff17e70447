import { type Savable, savePicture, saveTable, saveText } from '../store/saving';

/** The forms in which something can be saved. */
export function saveItems({ name, table, picture, svg }: Savable): readonly {
  readonly id: string;
  readonly words: string;
  readonly run: () => void;
}[] {
  return [
    ...(picture === undefined ? [] : [{ id: 'png', words: 'PNG', run: () => savePicture(name, picture) }]),
    ...(svg === undefined ? [] : [{ id: 'svg', words: 'SVG', run: () => saveText('svg', name, svg()) }]),
    ...(table === undefined ? [] : [{ id: 'csv', words: 'CSV', run: () => saveTable(name, table()) }]),
  ];
}
