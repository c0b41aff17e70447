import { adapterDeadPrometheus } from './adapterDeadPrometheus';
import { adapterEmptyQuery } from './adapterEmptyQuery';
import { adapterNoMatch } from './adapterNoMatch';
import { adapterWindowTooShort } from './adapterWindowTooShort';
import { appCrashes } from './appCrashes';
import { appOwnTimestamps } from './appOwnTimestamps';
import { appWorkersInTurn } from './appWorkersInTurn';
import { cadvisorKeepsEnded } from './cadvisorKeepsEnded';
import { cadvisorNoLabels } from './cadvisorNoLabels';
import { cadvisorSeriesFlapping } from './cadvisorSeriesFlapping';
import { cadvisorStandaloneNoSocket } from './cadvisorStandaloneNoSocket';
import { cgroupPathsDiffer } from './cgroupPathsDiffer';
import { clockSet } from './clockSet';
import { clockSkew } from './clockSkew';
import { externalApiOwnedElsewhere } from './externalApiOwnedElsewhere';
import type { Fault } from './fault';
import { housekeepingSlow } from './housekeepingSlow';
import { hpaRequestMissing } from './hpaRequestMissing';
import { hpaSelectorsOverlap } from './hpaSelectorsOverlap';
import { ksmDown } from './ksmDown';
import { ksmLabelsExported } from './ksmLabelsExported';
import { ksmOom } from './ksmOom';
import { ksmRbac } from './ksmRbac';
import { ksmShardTwice } from './ksmShardTwice';
import { kubeletCertificateEnds } from './kubeletCertificateEnds';
import { kubeletFirewalled } from './kubeletFirewalled';
import { kubeletPaused } from './kubeletPaused';
import { kubeletScrapedTwice } from './kubeletScrapedTwice';
import { kubeletSlow } from './kubeletSlow';
import { kubeletStatsFromCri } from './kubeletStatsFromCri';
import { kubeletUncertified } from './kubeletUncertified';
import { kubeProxyLoopback } from './kubeProxyLoopback';
import { metricsApiserviceDeleted } from './metricsApiserviceDeleted';
import { metricsServerDown } from './metricsServerDown';
import { metricsServerFrontProxy } from './metricsServerFrontProxy';
import { metricsServerHostname } from './metricsServerHostname';
import { metricsServerNoPermission } from './metricsServerNoPermission';
import { metricsServerStarved } from './metricsServerStarved';
import { metricsServerTls } from './metricsServerTls';
import { metricsServerUnreachable } from './metricsServerUnreachable';
import { monitorNotSelected } from './monitorNotSelected';
import { nodeCpuZero } from './nodeCpuZero';
import { nodeExporterDown } from './nodeExporterDown';
import { nodeExporterPortConflict } from './nodeExporterPortConflict';
import { nodeNotready } from './nodeNotready';
import { nodeProxyForbidden } from './nodeProxyForbidden';
import { prometheusDown } from './prometheusDown';
import { prometheusDropsCadvisor } from './prometheusDropsCadvisor';
import { prometheusMayNotDiscover } from './prometheusMayNotDiscover';
import { prometheusNoPermission } from './prometheusNoPermission';
import { prometheusNoToken } from './prometheusNoToken';
import { prometheusOom } from './prometheusOom';
import { prometheusSampleLimit } from './prometheusSampleLimit';
import { prometheusThrottled } from './prometheusThrottled';
import { remoteWriteBehind } from './remoteWriteBehind';
import { ruleNeedsPodLabels } from './ruleNeedsPodLabels';
import { ruleWindowTooShort } from './ruleWindowTooShort';
import { summaryFailing } from './summaryFailing';
import { webNeverReady } from './webNeverReady';
import { zeroCpuContainer } from './zeroCpuContainer';

/** Every fault: first those that a real cluster was broken with, in the order in which they were recorded, then our own. */
export const FAULTS: readonly Fault[] = [
  metricsServerDown,
  metricsServerTls,
  metricsApiserviceDeleted,
  ksmDown,
  ksmRbac,
  prometheusDropsCadvisor,
  prometheusNoToken,
  prometheusNoPermission,
  adapterNoMatch,
  adapterEmptyQuery,
  adapterDeadPrometheus,
  kubeletPaused,
  nodeNotready,
  cadvisorNoLabels,
  cadvisorStandaloneNoSocket,
  kubeletSlow,
  nodeExporterDown,
  prometheusDown,
  zeroCpuContainer,
  clockSkew,
  hpaRequestMissing,
  kubeletFirewalled,
  metricsServerUnreachable,
  metricsServerNoPermission,
  prometheusSampleLimit,
  ksmLabelsExported,
  ruleWindowTooShort,
  ruleNeedsPodLabels,
  cgroupPathsDiffer,
  metricsServerHostname,
  nodeExporterPortConflict,
  externalApiOwnedElsewhere,
  adapterWindowTooShort,
  monitorNotSelected,
  prometheusMayNotDiscover,
  cadvisorSeriesFlapping,
  cadvisorKeepsEnded,
  housekeepingSlow,
  kubeletScrapedTwice,
  kubeProxyLoopback,
  summaryFailing,
  prometheusThrottled,
  prometheusOom,
  clockSet,
  appCrashes,
  appOwnTimestamps,
  appWorkersInTurn,
  remoteWriteBehind,
  hpaSelectorsOverlap,
  kubeletCertificateEnds,
  kubeletStatsFromCri,
  ksmOom,
  nodeCpuZero,
  metricsServerFrontProxy,
  metricsServerStarved,
  webNeverReady,
  kubeletUncertified,
  ksmShardTwice,
  nodeProxyForbidden,
];
