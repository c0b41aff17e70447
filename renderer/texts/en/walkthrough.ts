import type { ChapterId, StepId } from '../../../shared/walkthrough/chapters';

interface StepWords {
  readonly title: string;
  /** Three sentences. */
  readonly says: string;
  readonly task: string;
  readonly hint: string;
}

const chapters = {
  pipelines: 'The two pipelines',
  cadvisor: 'cAdvisor, containerd and housekeeping',
  endpoints: "The kubelet's endpoints",
  'metrics-server': 'metrics-server and the Metrics API',
  aggregation: 'The aggregation layer',
  'kube-state-metrics': 'kube-state-metrics',
  prometheus: 'Prometheus, targets and relabelling',
  adapter: 'Adapter, custom metrics and the HPA',
  freshness: 'Freshness',
  gaps: 'Scrape gaps',
  'blind-spots': 'Blind spots',
} as const satisfies Record<ChapterId, string>;

const steps = {
  fork: {
    title: 'Both pipelines begin at the kubelet',
    says: 'Every CPU and memory number of a container is read on its own node, by the kubelet. From there it goes two ways: the core pipeline, in ink, for kubectl top and autoscaling, and the monitoring pipeline, in blue, for everything that is kept. What the kubelet does not serve, neither of them knows.',
    task: 'Open the kubelet.',
    hint: 'Click its card, or press F6 until the map has the keyboard, go to the card with the arrows and press Enter.',
  },
  core: {
    title: 'The core pipeline keeps only what is new',
    says: 'metrics-server polls each kubelet every 15 s and keeps the last two points of each container. What it makes of them is the Metrics API, which kubectl top and the HPA read. It has no history: a value that nobody asked for in time is gone.',
    task: 'Open the hop from the kubelet to metrics-server.',
    hint: 'Click its line, or press E on the kubelet: each E opens the next of its hops.',
  },
  monitoring: {
    title: 'The monitoring pipeline keeps what it scraped',
    says: 'Prometheus finds its targets, asks each at a fixed interval and keeps the samples. Kubernetes does not bring it along: whoever runs the cluster installs and configures it. So two clusters may show the same pod and keep quite different things of it.',
    task: 'Open the hop from cAdvisor to Prometheus.',
    hint: 'cAdvisor is the lower half of the kubelet, in blue. Click the line that leaves it, or press E on its card.',
  },
  meet: {
    title: 'They meet again at the HPA',
    says: 'A HorizontalPodAutoscaler reads CPU and memory from the Metrics API, out of the core pipeline. Metrics of your own come through an adapter from Prometheus, out of the other one. One HPA may use both, and each part of its decision is as old as its own pipeline.',
    task: 'Let only the path of the HPA stand out.',
    hint: 'Open the HPA, then press P. P again shows the whole map.',
  },
  agent: {
    title: 'cAdvisor lives inside the kubelet',
    says: 'cAdvisor reads the cgroup files of each container and remembers what it read. It is no pod of its own: it is compiled into the kubelet, and /metrics/cadvisor is its page. Each sample on it carries the time of the reading, not of the request.',
    task: 'Open the Metrics tab of cAdvisor and see what it exposes.',
    hint: 'Open the card cAdvisor, then the tab Metrics beside the map. The keys . and , go through the tabs.',
  },
  runtime: {
    title: 'The runtime knows the names',
    says: 'A cgroup is a folder with a long id; it knows neither pod nor image. cAdvisor asks the container runtime, mostly containerd, which container it is, and makes labels of the answer. If it cannot ask, the numbers are still there, but their labels are empty.',
    task: 'Open the hop from the container runtime to cAdvisor.',
    hint: 'The card Container runtime stands at the upper left. Click the line that leaves it, or press E on the card.',
  },
  oldest: {
    title: 'One agent, two pipelines',
    says: 'The kubelet serves what cAdvisor found twice: short at /metrics/resource for metrics-server, long at /metrics/cadvisor for Prometheus. Both carry the time of the reading, so a number can be old although it was asked for just now. No two nodes read at the same moment.',
    task: 'Open the node whose reading is oldest.',
    hint: 'Open the kubelet: its Overview lists the nodes with the age of what each served. Open the one with the greatest age.',
  },
  housekeeping: {
    title: 'Housekeeping: how often it is read',
    says: 'The kubelet lets cAdvisor read each container at steps that begin at 10 s and grow to 15 s while nothing changes, each stretched at random to up to twice as long. So readings are 10 to 30 s apart, whatever the scrape interval is. Scraping more often only reads the same value again.',
    task: 'See how far apart the readings are in this cluster: Housekeeping, on the screen Access.',
    hint: 'Open Access in the rail (key 8), then the part Housekeeping at its top.',
  },
  resource: {
    title: '/metrics/resource: short, for metrics-server',
    says: 'It has CPU and memory of the node, of its pods and of their containers, and almost nothing else. CPU is a counter of seconds: a rate needs two readings and the time between them. That is why a pod has no usage until it was read twice.',
    task: 'Open a raw answer of /metrics/resource.',
    hint: 'Open the kubelet and its tab Raw, then the request that ends with /metrics/resource.',
  },
  long: {
    title: '/metrics/cadvisor: long, for Prometheus',
    says: 'Here are all cgroups, also those of pods and of the system, with CPU, memory, network and file systems. A sum over it counts twice unless it leaves out the rows of the pod as a whole, whose container is empty. It is the largest answer of a node and may take it more than a second.',
    task: 'Open a raw answer of /metrics/cadvisor.',
    hint: 'Open cAdvisor and its tab Raw, then the request that ends with /metrics/cadvisor.',
  },
  own: {
    title: '/metrics: the kubelet about itself',
    says: 'The kubelet also tells how it fares itself: how long it takes to start pods, what the runtime refused, how full its volumes are. /metrics/probes beside it counts the probes of your containers that failed. Prometheus scrapes each of these pages as a target of its own, and each can fail alone.',
    task: 'Open the hop from the kubelet to Prometheus.',
    hint: 'It is the blue line that leaves the upper half of the kubelet. On the card, E opens one hop after the other.',
  },
  rights: {
    title: 'Who may read a kubelet',
    says: 'The kubelet asks the apiserver whether a caller may read it: for its metrics, get on nodes/metrics is enough. nodes/proxy also opens them, but it lets the caller run commands in every container of the node. Never grant it for metrics.',
    task: 'See who may read which endpoint here: Kubelet endpoints, on the screen Access.',
    hint: 'Open Access in the rail (key 8), then the part Kubelet endpoints at its top.',
  },
  'two-readings': {
    title: 'metrics-server needs two readings',
    says: 'metrics-server polls /metrics/resource of each kubelet: every 15 s by its official manifest, every 60 s where no flag says so. CPU comes as a counter of seconds, so a usage is the difference of two readings, divided by the time between them. That time is the window, and the usage is the average over it, not the value of one moment.',
    task: 'Open metrics-server.',
    hint: 'Its card stands at the top, in the column Collectors. Ctrl K and its name lead there as well.',
  },
  'metrics-api': {
    title: 'The Metrics API: a value, its time, its window',
    says: 'For each node and pod, metrics.k8s.io gives the usage, the time of the newer reading and the window before it. The creationTimestamp beside them is the time of your request and says nothing of the age. Nothing before that is kept: whoever wants the next value asks again.',
    task: 'Open the raw answer of the Metrics API for the nodes.',
    hint: 'Open the card Metrics API and its tab Raw, then the request that ends with /nodes.',
  },
  'not-served': {
    title: 'Why a pod that runs is not served',
    says: 'A pod is served once each of its containers has been read twice; only a young container, at least 10 s old, is served after one reading. A single container without a value for CPU or memory takes its whole pod out of that reading. The Metrics API then answers 404 for the pod, although it runs.',
    task: 'Ask the doctor of metrics-server what is served here and what is not.',
    hint: 'Open Doctors in the rail (key 9) and choose metrics-server; with the keyboard, the arrows go through the list.',
  },
  forwarded: {
    title: 'One address, several servers',
    says: 'The apiserver does not know usage itself: it forwards requests of metrics.k8s.io to the Service that an APIService object names. Whoever asks sees one address and never reaches metrics-server itself. One group and version has one server only, so a second claim on v1beta1.metrics.k8s.io takes it from the first.',
    task: 'Open the hop from metrics-server to the Metrics API.',
    hint: 'Click the line between the two cards at the top, or press E on metrics-server.',
  },
  available: {
    title: 'Available, and what that does not say',
    says: 'The apiserver looks for the Service and its endpoints, asks the server for its resources, and keeps the result as condition Available of the APIService. MissingEndpoints means that no ready pod stands behind it, FailedDiscoveryCheck that none of its requests was answered well. Passed says only that somebody answered: an adapter that has lost its Prometheus is Passed too.',
    task: 'Open Custom metrics, another API that is served in this way.',
    hint: 'Its card stands below the HPA, to the left, in the monitoring pipeline.',
  },
  codes: {
    title: 'Not available is not absent',
    says: 'While an APIService is not available, every request of its group is answered with 503. Without an APIService the same path is answered with 404: nobody claims it. For kubectl top both are the same, no metrics, and only the hops before it tell them apart.',
    task: 'Let only the path of kubectl top stand out.',
    hint: 'Open kubectl top, then press P. P again shows the whole map.',
  },
  objects: {
    title: 'kube-state-metrics listens to objects',
    says: 'kube-state-metrics lists the objects of the API once, then watches what changes; it asks no kubelet. Of each object it makes rows that tell its state: phase, conditions, requests, limits, replicas. It has no history either: it shows what the API said last.',
    task: 'Open the hop from the API objects to kube-state-metrics.',
    hint: 'It is the lowest line at the left. On the card API objects, press E.',
  },
  'state-not-usage': {
    title: 'State is not usage',
    says: 'metrics-server tells how much a pod uses, kube-state-metrics what was asked for it and in which state it is. The first serves kubectl top and the HPA, the second serves Prometheus. A dashboard of usage against requests needs both kinds, joined by namespace, pod and container.',
    task: 'Open the Metrics tab of kube-state-metrics and look for something that metrics-server would know.',
    hint: 'Open the card kube-state-metrics, then the tab Metrics. You will find requests and limits, and no usage.',
  },
  'zero-or-absent': {
    title: 'Zero, or not there',
    says: 'kube_pod_status_phase has a row for each of the five phases, and the one that holds is 1. The reason why a container waits has a row only while it waits, so a query for 0 never finds one. Labels and annotations of your objects are not exposed at all until a flag names them.',
    task: 'Ask the doctor of kube-state-metrics what is exposed here.',
    hint: 'Open Doctors (key 9) and choose kube-state-metrics in the list.',
  },
  targets: {
    title: 'Targets are found, not written down',
    says: 'Prometheus asks the apiserver for nodes, Services, endpoints and pods, and makes targets of them. Relabelling then decides which of them stay and which labels they get. A Service without pods makes no target, so nothing of it is ever down.',
    task: 'Open the raw answer with the targets of Prometheus.',
    hint: 'Open the card Prometheus and its tab Raw, then the request that ends with /targets.',
  },
  'all-or-nothing': {
    title: 'A scrape is all or nothing',
    says: 'One line that cannot be parsed, one limit exceeded or one timeout, and nothing of that scrape is kept. Then up is 0, and each series that the target had ends with a stale marker. When up is 1 the target answered; whether your series was in the answer, up does not say.',
    task: 'Open the hop from kube-state-metrics to Prometheus.',
    hint: 'Click the blue line that leaves kube-state-metrics, or press E on its card until it is open.',
  },
  relabelling: {
    title: 'Relabelling: targets first, samples later',
    says: 'relabel_configs choose targets before a scrape, metric_relabel_configs choose series after it. Rules run in their order, an expression must match the whole value, and the first drop ends it. What the second kind drops leaves no error: up stays 1, and only two counts of samples differ.',
    task: 'Open the relabel workbench, where rules are tried on real series and nothing is applied.',
    hint: 'Open Rules in the rail (key 7).',
  },
  rules: {
    title: 'The adapter turns rules into questions',
    says: 'prometheus-adapter asks Prometheus which series there are, and offers those that its rules match as metrics of objects. A request for one of them becomes PromQL by the template of its rule, at that moment. A series that no rule matches does not exist for the HPA, however well Prometheus knows it.',
    task: 'Open the hop from Prometheus to prometheus-adapter.',
    hint: 'Click the line between the two cards, or press E on Prometheus until it is open.',
  },
  'custom-metric': {
    title: 'A custom metric forgets its age',
    says: 'The answer names the object, the metric, a value and a time. With prometheus-adapter that is the time of the request, not of the sample, so a value that is minutes old looks fresh. A result that is no number becomes 0.',
    task: 'Open the hop from prometheus-adapter to Custom metrics.',
    hint: 'It goes up from prometheus-adapter. On that card, press E until it is open.',
  },
  decision: {
    title: 'How an HPA comes to its number',
    says: 'Every 15 s the HPA divides the current value by its target and multiplies the replicas by the result, unless it is within 10 % of 1. Of several metrics, the one that asks for most replicas decides. Before it scales down it waits: the highest proposal of the last 5 minutes counts.',
    task: 'Ask the doctor of the HPA how it came to its number here.',
    hint: 'Open Doctors (key 9) and choose the HPA in the list.',
  },
  waits: {
    title: 'A number waits more than it travels',
    says: 'Nobody pushes: at each hop a number waits until the next one asks. With the usual intervals these are up to 30 s for the reading, 15 s for metrics-server and 15 s for the HPA, so a burst may be a minute old when it is acted on. Asking more often at one hop does not shorten the waits of the others.',
    task: 'Open Trace, where one number stands at every hop with its age.',
    hint: 'Open Trace in the rail (key 5).',
  },
  'other-window': {
    title: 'Two tools, two numbers, both right',
    says: 'A usage of CPU is an average over a window, and each tool has another: metrics-server takes the time between two readings, a query takes the range that stands in it. Memory needs no window, but one tool tells the working set, another all that is used, a third only what is resident. So first compare time, window and definition, and only then the numbers.',
    task: 'Follow the memory of a pod in place of its CPU.',
    hint: 'In Trace, the first choice beside the title is CPU; choose memory. With the keyboard: F6 to the view, Tab to the choice, then the arrows.',
  },
  lingering: {
    title: 'What lingers after it is gone',
    says: "cAdvisor's samples carry timestamps of their own, and for these Prometheus writes no stale marker. So the series of a container that is gone stay in queries for up to 5 minutes, which is how far back a query looks. track_timestamps_staleness in its configuration changes that.",
    task: 'Open the Charts of cAdvisor.',
    hint: 'Open the card cAdvisor, then the tab Charts.',
  },
  'lost-scrape': {
    title: 'A gap is a scrape that did not come',
    says: 'Prometheus scrapes each target at a fixed interval; where two samples are farther apart, a scrape was lost. It was refused, took longer than its timeout, or Prometheus itself was not there. The target went on living meanwhile: what it did in between, nobody kept.',
    task: 'Open Gaps and see whether scrapes were lost here.',
    hint: 'Open Gaps in the rail (key 3).',
  },
  cost: {
    title: 'What a gap costs',
    says: 'A rate needs two samples within its range, so a range shorter than two intervals is empty after one lost scrape. An instant query looks back 5 minutes at most; then the line ends. An alert whose expression finds nothing does not fire: silence is no proof of health.',
    task: 'Look for gaps in the last 6 hours: Prometheus kept them before this window was open.',
    hint: 'In Gaps, the choice beside the title says how far back. With the keyboard: F6 to the view, then the arrows.',
  },
  'between-scrapes': {
    title: 'What happens between two scrapes',
    says: 'A scrape sees one moment; what begins and ends between two of them is in no sample. A pod that starts, fails and is deleted within seconds may leave no row at all, for kube-state-metrics tells only what holds now. The shorter the event and the longer the interval, the smaller the chance that it is seen.',
    task: 'Open Blind spots: what really happened, above what was kept of it.',
    hint: 'Open Blind in the rail (key 4).',
  },
  counters: {
    title: 'Counters remember, gauges forget',
    says: 'A restart that no scrape saw is still in kube_pod_container_status_restarts_total, for a counter keeps what it counted. CPU is a counter too: a burst of 4 s in a minute is not lost, but it looks like 7 % of a core. A gauge keeps nothing, and a metric that is not there at all has a reason of its own.',
    task: 'Ask why a metric is not there: write the name of any and press Enter.',
    hint: 'Open Why in the rail (key 6), write for example container_cpu_usage_seconds_total, press Enter.',
  },
  'not-seen': {
    title: 'Not seen is not healthy',
    says: 'A hop that was looked at and answered is ok; one that was not looked at, is denied or gave old data is none of that, and has a sign of its own. The same holds for a rule of diagnosis that lacks what it needs: it says that it cannot tell. So when nothing is found, read also what could not be seen.',
    task: 'Open Findings, and read at its end what could not be told.',
    hint: 'Open Findings in the rail (key 2).',
  },
} as const satisfies Record<StepId, StepWords>;

/** The walkthrough: chapters in the reader's order (shared/walkthrough/chapters.ts), and the panel that shows a step. */
export const walkthroughTexts = {
  name: 'Walkthrough',
  chapters,
  steps,
  chapter: (number: number, of: number, name: string) => `Chapter ${number} of ${of}, ${name}`,
  step: (number: number, of: number) => `step ${number} of ${of}`,
  toChapter: 'Go to a chapter',
  chapterOption: (name: string, done: number, of: number) => `${name} (${done} of ${of} done)`,
  source: 'Where this is written',
  task: 'Task.',
  hint: 'Hint',
  leave: 'Leave',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  check: 'Check',
  done: 'Done: the window shows it.',
  notYet: 'Not yet: the window does not show it.',
  answer: 'What is answered now',
  asking: 'The answer is being read.',
  nothingAsked: 'Nothing that was asked of it is kept yet.',
  lacks: { absent: (part: string) => `this cluster has no ${part}`, denied: (part: string) => `you may not read ${part}` },
  hop: (name: string) => `the hop ${name}`,
  /** `why`: one of `lacks`, or several. */
  leftOut: (steps: number, why: string) => `${steps === 1 ? 'A step is' : `${steps} steps are`} left out: ${why}.`,
  notHere: (why: string) => `Nothing of it can be shown here: ${why}.`,
  noAnswer: (because: string) => `No answer of it: ${because}`,
} as const;
