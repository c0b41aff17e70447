import type { MouseEvent } from 'react';
import { texts } from '../texts/catalogue';
import { savableAt } from './savable';
import { saveItems } from './saveItems';

const t = texts.exports;
const FORMS = ['png', 'svg', 'csv'] as const;

/** The forms in which the chart that they stand in can be saved, side by side. */
export function SaveButtons({ name }: { readonly name: string }) {
  const save = (event: MouseEvent<HTMLButtonElement>, form: string) => {
    const savable = savableAt(event.currentTarget);
    const item = savable === undefined ? undefined : saveItems(savable).find(({ id }) => id === form);
    item?.run();
  };
  return (
    <p className="hs-row">
      {FORMS.map((form) => (
        <button
          key={form}
          type="button"
          className="hs-button"
          aria-label={`${t.saveAs(form.toUpperCase())} ${name}`}
          onClick={(event) => save(event, form)}
          data-testid={`chart-save-${form}`}
        >
          {t.saveAs(form.toUpperCase())}
        </button>
      ))}
    </p>
  );
}
