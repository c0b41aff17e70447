import { ADAPTER_SIGNATURES } from './adapterSignatures';
import { COLLECTOR_SIGNATURES } from './collectorSignatures';
import { EXPORTER_SIGNATURES } from './exporterSignatures';
import { PROMETHEUS_SIGNATURES } from './prometheusSignatures';
import type { Signature } from './signature';

/** Every signature, in the order in which equal matches are decided. */
export const SIGNATURES: readonly Signature[] = [
  ...EXPORTER_SIGNATURES,
  ...ADAPTER_SIGNATURES,
  ...PROMETHEUS_SIGNATURES,
  ...COLLECTOR_SIGNATURES,
];
