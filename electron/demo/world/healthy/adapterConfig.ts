export const ADAPTER_PROMETHEUS_URL = 'http://prometheus.monitoring.svc:9090/';

/** config.yaml of prometheus-adapter: two custom metrics of pods and one external metric. */
export const ADAPTER_CONFIG = `rules:
- seriesQuery: 'http_requests_total{namespace!="",pod!=""}'
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {matches: "^(.*)_total$", as: "\${1}_per_second"}
  metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)'
- seriesQuery: 'web_queue_depth{namespace!="",pod!=""}'
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: 'avg(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'
externalRules:
- seriesQuery: 'web_queue_depth{namespace!=""}'
  resources: {overrides: {namespace: {resource: namespace}}}
  name: {as: "web_queue_depth_total"}
  metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'
`;
