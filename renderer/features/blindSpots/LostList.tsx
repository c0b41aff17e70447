import type { BlindPicture, LostState } from '../../../shared/contract/blindSpots';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { insteadText, type LostSentence, lostSentences } from './lostWords';

const t = texts.blindSpots;

interface Props {
  readonly picture: BlindPicture;
  readonly onShow: (lost: LostState) => void;
}

/** Sentences on what was lost: what, why, the chance, and the signal that does see it. Each leads to it in the picture. */
export function LostList({ picture, onShow }: Props) {
  const sentences = lostSentences(picture);
  return (
    <section className="hs-blind-lost-list" aria-label={t.never}>
      <h2>{t.never}</h2>
      {sentences.length === 0 ? (
        <NothingLost picture={picture} />
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence.key}>
              <LostItem sentence={sentence} onShow={onShow} />
            </li>
          ))}
        </ul>
      )}
      {picture.unknown > 0 && picture.seen + sentences.length > 0 ? (
        <p className="hs-blind-unknown hs-small hs-t2">{t.unknownStates(picture.unknown)}</p>
      ) : null}
    </section>
  );
}

/** Not known is not well. */
function NothingLost({ picture }: { readonly picture: BlindPicture }) {
  const known = picture.seen > 0;
  return (
    <p className="hs-blind-fine">
      <Glyph state={known ? 'ok' : 'unknown'} size={13} />
      <span>
        <TermText text={known ? t.nothingLost : t.nothingKnown} />{' '}
        <span className="hs-t2">
          <TermText text={known ? t.nothingLostMore : ''} />
        </span>
      </span>
    </p>
  );
}

function LostItem({ sentence, onShow }: { readonly sentence: LostSentence; readonly onShow: Props['onShow'] }) {
  const { state, says, more, instead, newest } = sentence;
  return (
    <button type="button" className="hs-blind-lost" title={t.showLost} onClick={() => onShow(newest)} data-testid="blind-sentence">
      <Glyph state={state} size={13} />
      <span className="hs-grow">
        <span>{says}</span>
        {more === '' ? null : <span className="hs-blind-more hs-small hs-t2">{more}</span>}
      </span>
      <span className="hs-blind-instead hs-small">
        <code>{insteadText(instead)}</code>
        <span className="hs-t3">{t.seesIt}</span>
      </span>
    </button>
  );
}
