import { useEffect } from 'react';
import { formatClock } from '../../../shared/model/format';
import { excerptOf } from '../../../shared/walkthrough/excerpt';
import type { ShownProof } from '../../../shared/walkthrough/step';
import { zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { askProof, useWalkthrough } from '../../store/walkthroughStore';
import { texts } from '../../texts/catalogue';
import { RequestText } from '../../ui/RequestText';
import { proofOf } from './proofOf';

const t = texts.walkthrough;

/** The request that was really sent, and some lines of what came: of the look that stood on the screen when the step was opened. */
export function ProofBox({ proof }: { readonly proof: ShownProof }) {
  const kept = useWalkthrough((facts) => facts.proof);
  const newestId = useEngine((facts) => proofOf(facts.view, proof).kept?.answerId);
  const because = useEngine((facts) => proofOf(facts.view, proof).because);
  const isGone = kept?.answer?.error !== undefined;
  useEffect(() => {
    if (newestId === undefined) return;
    if (kept === undefined || (isGone && kept.id !== newestId)) askProof(newestId);
  }, [newestId, kept, isGone]);
  if (kept === undefined) {
    return <p className="hs-walk-proof hs-small hs-t3">{because === undefined ? t.nothingAsked : t.noAnswer(because)}</p>;
  }
  return <KeptAnswer find={proof.find} />;
}

function KeptAnswer({ find }: { readonly find: string | undefined }) {
  const answer = useWalkthrough((facts) => facts.proof?.answer);
  if (answer === undefined) return <p className="hs-walk-proof hs-small hs-t3">{t.asking}</p>;
  const { request, at, text, contentType, error } = answer;
  return (
    <figure className="hs-walk-proof" aria-label={t.answer} data-testid="walk-proof">
      <figcaption className="hs-small">
        {request === undefined ? null : <RequestText request={request} className="hs-breakable" />}
        <span className="hs-t3 hs-end hs-nowrap">{at === undefined ? '' : formatClock(Date.parse(at), zoneOffsetMinutes())}</span>
      </figcaption>
      {error === undefined ? null : <p className="hs-small hs-t2">{error}</p>}
      <ol className="hs-walk-lines">
        {excerptOf(text ?? '', contentType, find).map((line) => (
          <li key={line.number}>
            <i>{line.number}</i>
            <code>{line.text}</code>
          </li>
        ))}
      </ol>
    </figure>
  );
}
