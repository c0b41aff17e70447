/** Formats that a scrape can ask for, as scrape_protocols of Prometheus names them. */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0';

const MEDIA: Record<ScrapeProtocol, string> = {
  PrometheusProto: 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited',
  'PrometheusText0.0.4': 'text/plain;version=0.0.4',
  'PrometheusText1.0.0': 'text/plain;version=1.0.0;escaping=allow-utf-8',
  'OpenMetricsText0.0.1': 'application/openmetrics-text;version=0.0.1',
  'OpenMetricsText1.0.0': 'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8',
};

/** What Prometheus 3 asks for unless its configuration says otherwise (config.DefaultScrapeProtocols). */
export const DEFAULT_PROTOCOLS: readonly ScrapeProtocol[] = [
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
];

/** The Accept header that Prometheus 3 sends: the protocols in their order, then anything (scrape.acceptHeader). */
export function acceptHeader(protocols: readonly ScrapeProtocol[] = DEFAULT_PROTOCOLS): string {
  const most = Object.keys(MEDIA).length + 1;
  const asked = protocols.map((protocol, at) => `${MEDIA[protocol]};q=0.${most - at}`);
  return [...asked, `*/*;q=0.${most - protocols.length}`].join(',');
}
