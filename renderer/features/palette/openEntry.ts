import { assertNever } from '../../../shared/model/result';
import { select, showFamily, showScreen, useChoices } from '../../store/choiceStore';
import { showFindings } from '../../store/findingStore';
import { showFind } from '../../store/findStore';
import { openGlossary } from '../../store/glossaryStore';
import { showTraceOf } from '../../store/traceLink';
import { showWhyOf } from '../../store/whyLink';
import type { Opening } from './entries';

/** Closes find and does what was chosen; a card, member or family is shown beside the map or the list. */
export function openEntry(opening: Opening): void {
  showFind(false);
  switch (opening.kind) {
    case 'command':
      opening.command.run?.();
      break;
    case 'select':
      showWithInspector();
      select(opening.selection);
      break;
    case 'family':
      showWithInspector();
      showFamily(opening.selection, opening.family);
      break;
    case 'finding':
      showFindings(opening.cause);
      break;
    case 'term':
      openGlossary(opening.term);
      break;
    case 'why':
      showWhyOf(opening.metric);
      break;
    case 'trace':
      showTraceOf(opening.words);
      break;
    default:
      assertNever(opening);
  }
}

function showWithInspector(): void {
  const { screen } = useChoices.getState();
  if (screen !== 'map' && screen !== 'list' && screen !== 'findings') showScreen('map');
}
