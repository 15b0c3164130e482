/* What the scripts share, for the type checker of the gate alone: no browser loads this. */

/* The events of the bus (bus.js) and what each tells. */
interface DatelineEvents {
  select: { kind: string; id: string; from?: string; walk?: number; article?: number; start?: number };
  hover: { id: string };
  quote: { article: number; start: number; end: number };
  passages: { kind: string; id: string; name: string; stops: number[][]; languages?: string[] };
  visible: ShownView;
  counted: { drawing: Drawing; show: ShownView; about: string };
  timeline_frame: { places?: Record<string, number>; links?: string[]; label?: string };
  compare: { sides?: Record<string, string>; a?: string; b?: string };
  look: { look: string; n?: number; from?: string };
  keep: { facet: string; id: string; choice?: { kind: string; id: string } };
  area: { south: number; west: number; north: number; east: number };
  tiles: { on: boolean };
  sheet_asked: {};
  sheet_made: { name: string; svg: string };
  picture: { show?: ShownRows; title?: string };
  reading_position: { article: number; start: number; end: number; places: string[] };
  preview_point: { name?: string; lat?: number; lon?: number };
  pick: { on: boolean };
  spot: { lat?: number; lon?: number };
  card: { view?: WordView | null; done?: WordDone | null; closed?: string };
  card_asked: { article: number; start: number; end: number; search: string };
  card_said: { article: number; start: number; end: number; do?: string; scope?: string; id?: string; lat?: number; lon?: number };
  card_undo: { id: string };
  use_alternative: { place: string; id: string };
  key: { key: string };
  ready: {};
  answering: {};
  sheet: { show: "text" | "answer" | "lists" };
}

interface DatelineBus {
  on<K extends keyof DatelineEvents>(name: K, listener: (detail: DatelineEvents[K]) => void): () => void;
  send<K extends keyof DatelineEvents>(name: K, detail?: DatelineEvents[K]): void;
  leaving(root: Element, act: () => void): () => void;
  teller(root: any, trigger: (name: string, value: any) => void, heard: number, whole?: boolean): (name: string, what: any) => void;
  spell(show: ShownRows): ShownView;
}

interface Dateline {
  bus: DatelineBus;
  [name: string]: any;
}

interface Window {
  dateline: Dateline;
  datelineBasemap: any;
  datelineBasemapData: any;
  datelineOutlines: any;
  datelineWorld: any;
  Streamlit: any;
  CustomEvent: typeof CustomEvent;
}

/* What Streamlit calls a component of ours with. */
interface Mounted<Data> {
  data: Data;
  parentElement: any;
  setTriggerValue(name: string, value: any): void;
}
