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
  noAnswer: (because: string) => `No answer of it: ${because}`,
} as const;
