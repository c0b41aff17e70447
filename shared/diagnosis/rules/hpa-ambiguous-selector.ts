import { answerOf, cannotTell, failing, WELL } from '../answer';
import { defineRule } from '../rule';
import { hpaName, hpaSubject, inactive } from '../select/hpas';

export const hpaAmbiguousSelector = defineRule({
  id: 'hpa-ambiguous-selector',
  severity: 'error',
  says: 'Two HPAs lay claim to the same pods: neither scales.',
  symptom: 'AmbiguousSelector: pods by selector X are controlled by multiple HPAs: […]',
  proof: 'condition ScalingActive of the HPA',
  causedBy: [],
  needs: ['hpas', 'time'],
  judge({ hpas, time }) {
    if (!hpas.whole && hpas.items.length === 0) return cannotTell(`the list of HPAs: ${hpas.because ?? 'not listed'}`);
    return answerOf(
      hpas.items.map((hpa) => {
        const said = inactive(hpa, time.nowMs);
        if (said?.reason !== 'AmbiguousSelector') return WELL;
        return failing({
          subject: hpaSubject(hpa),
          title: `HPA ${hpaName(hpa)} shares its pods with another HPA`,
          because: `Its controller says: ${said.message}. It does nothing rather than fight with the other.`,
          remedy: `Use one HPA with several metrics, or give the workloads labels that differ, so that the selector of ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name} finds its own pods alone.`,
          evidence: [said.evidence],
          sinceMs: said.sinceMs,
        });
      }),
      'there is no HPA',
    );
  },
});
