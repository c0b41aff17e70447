import type { FileKind } from '../../../shared/exports/formats';
import { showScreen, useChoices } from '../../store/choiceStore';
import { saveReport } from '../../store/reportLink';
import { savePicture, showExports, useSaving } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { Dialog } from '../../ui/Dialog';
import './exports.css';

const t = texts.exports;
type Choice = keyof typeof t.choices;
const GROUPS = [
  { group: 'map', choices: ['svg', 'png', 'drawio', 'mermaid'] },
  { group: 'report', choices: ['html', 'markdown', 'json'] },
  { group: 'findings', choices: ['issue', 'rules'] },
] as const satisfies readonly { readonly group: keyof typeof t.groups; readonly choices: readonly (Choice & FileKind)[] }[];

/** Everything of the cluster that can be saved as a file; tables and charts have their own menu. */
export function ExportDialog() {
  const shown = useSaving((saving) => saving.shown);
  const choose = (choice: Choice) => {
    showExports(false);
    if (choice === 'png') saveMap();
    else saveReport(choice);
  };
  return (
    <Dialog title={t.title} size={520} opened={shown} onClose={() => showExports(false)}>
      <div className="hs-exports" data-testid="exports">
        {GROUPS.map(({ group, choices }) => (
          <section key={group} aria-label={t.groups[group]}>
            <h3 className="hs-small hs-t2">{t.groups[group]}</h3>
            {choices.map((choice) => (
              <button key={choice} type="button" className="hs-export" onClick={() => choose(choice)} data-testid={`export-${choice}`}>
                <b>{t.choices[choice].words}</b>
                <span className="hs-small hs-t2">{t.choices[choice].says}</span>
              </button>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** The map is the one thing that has to be on the screen: it is brought there. */
function saveMap(): void {
  const { screen } = useChoices.getState();
  if (screen !== 'map' && screen !== 'findings') showScreen('map');
  requestAnimationFrame(() => {
    const map = document.querySelector('.hs-map');
    if (map !== null) savePicture('map', map);
  });
}
