/* What Python hands the scripts: made by tests/view_types.py, not by hand, of the types in
   geo/view/types.py and geo/draw/columns.py, which say what each means. */

interface ArticleView {
  number: number;
  id: string;
  title: string;
  source: string;
  published: string;
  notes: string[];
  language: string;
  paragraphs: ParagraphView[];
}

interface BundleView {
  languages: string[];
  id: string;
  name: string;
  kind: string;
  status: string;
  directed: boolean;
  words: string;
  group: string;
  links: LinkView[];
}

interface CompareView {
  a: ComparedSide;
  b: ComparedSide;
  only_a: ComparedRow[];
  both: ComparedRow[];
  only_b: ComparedRow[];
  sides: Record<string, string>;
}

interface ComparedRow {
  languages: string[];
  id: string;
  name: string;
  where: string;
  a: number;
  b: number;
}

interface ComparedSide {
  languages: string[];
  name: string;
  articles: number;
}

interface EndView {
  languages: string[];
  id: string;
  name: string;
  where: string;
}

interface FactActs {
  copy: string;
  geonames: string;
}

interface FocusRow {
  languages: string[];
  id: string;
  name: string;
  where: string;
  share: number;
}

interface JourneyRow {
  languages: string[];
  id: string;
  actor: string;
  names: string[];
}

interface JourneyView {
  languages: string[];
  id: string;
  actor: string;
  names: string[];
  type: "journey";
  name: string;
  order: string;
  start: EndView;
  legs: LegView[];
  stops: number[][];
}

interface LegView {
  languages: string[];
  id: string;
  name: string;
  kind: string;
  status: string;
  directed: boolean;
  words: string;
  group: string;
  origin: string;
  to: EndView;
  day: string;
  passages: PassageView[];
}

interface LinkRow {
  languages: string[];
  id: string;
  name: string;
  kind: string;
  status: string;
  directed: boolean;
  words: string;
  group: string;
}

interface LinkView {
  languages: string[];
  id: string;
  name: string;
  kind: string;
  status: string;
  directed: boolean;
  words: string;
  group: string;
  facts: string[][];
  passages: PassageView[];
  said: number;
  reasons: ReasonView[];
}

interface MarkView {
  article: number;
  start: number;
  end: number;
  kind: string;
  place: string | null;
  sure: string;
  note: string;
  sentence: RangeView;
}

interface MarkerView {
  languages: string[];
  name: string;
  where: string;
  n: number;
  unsure: boolean;
  people: string;
}

interface OverviewView {
  type: "overview";
  id: string;
  focus: FocusRow[];
  focus_of: string;
  places: PlaceRow[];
  more: number;
  links: LinkRow[];
  more_links: number;
  journeys: JourneyRow[];
  more_journeys: number;
  missing: UnmappedRow[];
  more_missing: number;
}

interface PairView {
  languages: string[];
  type: "link";
  id: string;
  name: string;
  ends: EndView[];
  bundles: BundleView[];
  stops: number[][];
}

interface ParagraphView {
  start: number;
  end: number;
  text: string;
  headline: boolean;
}

interface PassageView {
  article: number;
  start: number;
  end: number;
  title: string;
  source: string;
  day: string;
  language: string;
  meant: string[];
  runs: string[][];
}

interface PlaceRow {
  languages: string[];
  name: string;
  where: string;
  n: number;
  unsure: boolean;
  people: string;
  id: string;
}

interface PlaceView {
  languages: string[];
  id: string;
  name: string;
  where: string;
  type: "place";
  score: number;
  sure: string;
  facts: ((string | FactActs)[])[];
  passages: PassageView[];
  stops: number[][];
  reasons: ReasonView[];
  runners_up: RunnerView[];
  spellings: ((string | number)[])[];
  links: SideView[];
}

interface RangeView {
  article: number;
  start: number;
  end: number;
}

interface ReaderView {
  text: string;
  titles: string[][];
  hits: number[];
  words: string;
  articles: ArticleView[];
  marks: MarkView[];
  evidence: Record<string, RangeView[]>;
  show: ShownRows;
  stamp: string;
}

interface ReasonView {
  note: string;
  weight: number;
}

interface RegionView {
  name: string;
  words: string;
}

interface RunnerView {
  languages: string[];
  id: string;
  name: string;
  where: string;
  score: number;
  lat: number;
  lon: number;
}

interface SharedKind {
  kind: string;
  label: string;
}

interface SharedPart {
  kind: string;
  days: string[];
  ends: string[];
}

interface SharedView {
  kinds: SharedKind[];
  days: string[];
  places: Record<string, SharedPart>;
  links: Record<string, SharedPart>;
}

interface ShownLink {
  languages: string[];
  name: string;
  words: string;
  n: number;
  links: number;
  status: string;
}

interface ShownRows {
  places: ((string | number)[])[];
  links: ((string | number)[])[];
  regions: string[][];
  words: string[];
  heading: string;
  file: string;
  stamp: string;
}

interface ShownView {
  places: Record<string, MarkerView>;
  links: Record<string, ShownLink>;
  regions: Record<string, RegionView>;
  counted: Record<string, Record<string, number>>;
  heading: string;
  file: string;
}

interface SideView {
  title: string;
  sign: string;
  links: LinkRow[];
  more: number;
}

interface Spoken {
  languages: string[];
}

interface SpotView {
  languages: string[];
  id: string;
  name: string;
  where: string;
  lat: number;
  lon: number;
}

interface StepShows {
  places: number[];
  links: number[];
}

interface StepView {
  first: string;
  last: string;
  label: string;
  mentions: number;
  articles: number;
}

interface StepsView {
  places: string[];
  links: string[];
  at: StepShows[];
}

interface TimelineView {
  places: string[];
  links: string[];
  at: StepShows[];
  unit: string;
  steps: StepView[];
  undated: number;
}

interface UnmappedRow {
  languages: string[];
  name: string;
  n: number;
  why: string;
}

interface WordDone {
  id: string;
  title: string;
  said: string;
}

interface WordView {
  article: number;
  start: number;
  end: number;
  known: boolean;
  places: SpotView[];
}

interface CompareChoice {
  ways: string[][];
  by: string;
  a: string;
  b: string;
  sources: string[];
  days: string[];
  view: CompareView | null;
}

interface FacetRow {
  languages: string[];
  id: string;
  name: string;
  more: string;
  n: number;
}

interface FacetView {
  name: string;
  rows: FacetRow[];
  count: number;
  chosen: string[];
  orders: Record<string, number[]>;
}

interface FacetsView {
  lists: FacetView[];
  compare: CompareChoice;
}

interface SentencesView {
  places: string[];
  bundles: string[];
  actors: string[];
  articles: string[];
  ends: number[][];
  sentences: number[][];
  evidence: number[][];
}

interface FoundArticle {
  languages: string[];
  article: number;
  title: string;
  day: string;
  said: number;
}

interface FoundDays {
  words: string;
  rest: string;
  since: string;
  until: string;
  n: number;
}

interface FoundPassage {
  article: number;
  start: number;
  end: number;
  languages: string[];
  title: string;
  runs: string[];
}

interface FoundView {
  words: string;
  places: PlaceRow[];
  links: LinkRow[];
  articles: FoundArticle[];
  passages: FoundPassage[];
  said: number;
  saying: number;
  days: FoundDays[];
  apart: FoundView[];
}

interface ExtentView {
  south: number;
  west: number;
  north: number;
  east: number;
}

interface GazetteerPlaceView {
  languages: string[];
  id: string;
  name: string;
  where: string;
  facts: string[][];
  names: NamesView[];
}

interface GazetteerRow {
  id: string;
  name: string;
  what: string;
  country: string;
  country_code: string;
  province: string;
  population: number;
  lat: number;
  lon: number;
  coordinates: string;
  match: string;
  matched: string;
  feature: string;
  extent: ExtentView | null;
  imprecision_km: number;
  source: string;
}

interface GazetteerView {
  name: string;
  places: GazetteerRow[];
  similar: SimilarName[];
  said: string;
}

interface NamesView {
  matched: string;
  names: string[];
}

interface SimilarName {
  name: string;
  where: string;
}

interface Drawing {
  places: PlaceColumns;
  opening: number[];
  links: LinkColumns;
  journeys: Record<string, JourneyParts>;
}

interface JourneyParts {
  legs: string[];
  stops: string[];
}

interface LinkColumns {
  points: number;
  ends: string[];
  lats: number[];
  lons: number[];
  kinds: string[];
  statuses: string[];
  ids: string[];
  origins: number[];
  destinations: number[];
  bows: number[];
  ns: number[];
  kind: number[];
  status: number[];
  directed: number[];
}

interface PlaceColumns {
  alone: number;
  bits: number;
  ids: string[];
  lats: number[];
  lons: number[];
  ns: number[];
  zooms: number[];
  unsure: number[];
  areas: number[];
  waters: number[];
  shapes: string[];
  reaches: (number[][] | null)[];
  regions: string[];
  region: number[];
  outlines: Record<string, string>;
}

type PanelView = PlaceView | PairView | JourneyView | OverviewView;
