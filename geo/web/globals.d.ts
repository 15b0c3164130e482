/* What the scripts share, for the type checker of the gate alone: no browser loads this. */

/* The events of the bus (bus.js) and what each tells. */
interface DatelineEvents {
  select: { kind: string; id: string; from?: string; walk?: number; article?: number; start?: number };
  hover: { id: string };
  quote: { article: number; start: number; end: number };
  stops: { kind: string; id: string; name: string; stops: [number, number, number][] };
  show: ShownOnMap;
  frame: { places?: Record<string, number>; links?: string[]; label?: string };
  compare: { sides?: Record<string, string>; a?: string; b?: string };
  area: { south: number; west: number; north: number; east: number };
  tiles: { on: boolean };
  picture: { show?: any; title?: string };
  at: { article: number; start: number; end: number; places: string[] };
  peek: { name?: string; lat?: number; lon?: number };
  pick: { on: boolean };
  spot: { lat?: number; lon?: number };
  missed: { article: number; start: number; end: number };
  mean: { place: string; id: string };
  key: { key: string };
  ready: {};
}

interface DatelineBus {
  on<K extends keyof DatelineEvents>(name: K, listener: (detail: DatelineEvents[K]) => void): () => void;
  send<K extends keyof DatelineEvents>(name: K, detail?: DatelineEvents[K]): void;
  leaving(root: Element, act: () => void): () => void;
  spell(show: any): ShownOnMap;
}

/* What the filters leave on the map, with names; by id. */
interface ShownOnMap {
  places: Record<string, { name: string; where: string; n: number; unsure: boolean; people?: string }>;
  links: Record<string, { name: string; words: string; n: number }>;
}

interface Dateline {
  bus: DatelineBus;
  [name: string]: any;
}

interface Window {
  dateline: Dateline;
  datelineBasemap: any;
  datelineBasemapData: any;
  datelineWorld: any;
  Streamlit: any;
  CustomEvent: typeof CustomEvent;
}

/* The part of a component that Streamlit calls it with. */
interface Mounted {
  data: any;
  parentElement: any;
  setTriggerValue(name: string, value: any): void;
}
