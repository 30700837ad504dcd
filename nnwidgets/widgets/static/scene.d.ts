// Written by `python -m tools.scene_types` from nnwidgets/figures/schema. Do not edit.

/** Two ends, the lower one first. */
export type Range = readonly [number, number];

/** Which part of a text stands at its place. */
export type Anchor = "start" | "middle" | "end";

/** Three colours of the theme, for the bytes 0, 128 and 255. */
export type Palette = "class" | "activation" | "image" | "weight";

/** What a point is coloured as: a class, a measured value, or where something was. */
export type Mark = "a" | "b" | "c" | "d" | "e" | "ink" | "ghost";

/** What a point is drawn as: the marker of a class, or a ring around nothing. */
export type Shape = "circle" | "cross" | "square" | "triangle" | "diamond" | "ring";

/** How an item is marked beside its value. */
export type State = "selected" | "pending" | "ready" | "wrong" | "adjoint";

/** A line of text in a picture. */
export interface PlacedText {
  /** where it stands */
  readonly x: number;
  /** its base line */
  readonly y: number;
  /** what it says */
  readonly text: string;
  /** which part of it stands there */
  readonly anchor: Anchor;
}

/** A data point by colour and shape. */
export interface MapPoint {
  /** in data */
  readonly x: number;
  /** in data */
  readonly y: number;
  /** its colour */
  readonly label: Mark;
  /** its marker */
  readonly shape: Shape;
  /** does it lie on the wrong side? */
  readonly wrong: boolean;
}

/** What an item may have that a person reaches by keyboard: a slider if it has a range. */
export interface Operable {
  /** how it is marked */
  readonly states?: readonly State[];
  /** its words for a screen reader; without them it is left out */
  readonly title?: string;
  /** can it be pressed? */
  readonly action?: boolean;
  /** between which its number can be set */
  readonly range?: Range;
  /** its number, within the range */
  readonly value?: number;
  /** its number as it is read aloud */
  readonly valuetext?: string;
}

export type LineKind = "ink" | "faint" | "chosen" | "ghost" | "guide" | "sum" | "target" | "gap" | "class-a" | "class-b";

export type RuleKind = "ink" | "faint" | "ghost";

export type BandKind = "class-a" | "class-b";

export type BarKind = "plain" | "chosen" | "gradient" | "class-a" | "class-b";

/** A fixed axis. */
export interface Axis {
  /** its name */
  readonly title: string;
  /** its ends, in data */
  readonly range: Range;
  /** places in data, each with what is written there */
  readonly ticks: readonly (readonly [number, string])[];
  /** are the data powers of ten: 2 for 100? */
  readonly log?: boolean;
}

/** A line from point to point. */
export interface Line {
  /** float32 pairs x, y in data; a gap where y is not finite */
  readonly points: DataView;
  /** how it looks */
  readonly kind: LineKind;
  /** what it shows, for whoever asks */
  readonly name?: string;
}

/** A straight line across a frame: it has either x or y. */
export interface Rule {
  /** where it stands upright, in data */
  readonly x?: number;
  /** where it lies level, in data */
  readonly y?: number;
  /** how it looks */
  readonly kind: RuleKind;
}

/** A lightly coloured part of a frame, whole in a direction that is left out. */
export interface Band {
  /** from left to right, in data */
  readonly x?: Range;
  /** from bottom to top, in data */
  readonly y?: Range;
  /** the class whose colour it has */
  readonly kind: BandKind;
}

/** A filled rectangle. */
export interface Bar {
  /** from left to right, in data */
  readonly x: Range;
  /** from bottom to top, in data */
  readonly y: Range;
  /** its colour */
  readonly kind: BarKind;
}

/** A data point, or a mark on a line. */
export interface Point extends MapPoint {
  /** is it looked at? */
  readonly chosen: boolean;
}

/** How a text stands beside its place. */
export interface Offset {
  /** pixels to the right */
  readonly dx?: number;
  /** pixels down */
  readonly dy?: number;
  /** which part of it stands there; start if left out */
  readonly anchor?: Anchor;
}

/** Text at a place in a frame. */
export interface Text extends Offset {
  /** in data */
  readonly x: number;
  /** in data */
  readonly y: number;
  /** what it says */
  readonly text: string;
}

/** A ring that is moved up and down, by the mouse or by arrow keys. */
export interface Handle {
  /** the number of the explorer that it moves */
  readonly id: string;
  /** its words for a screen reader */
  readonly name: string;
  /** in data */
  readonly x: number;
  /** in data */
  readonly y: number;
  /** lowest y */
  readonly low: number;
  /** highest y */
  readonly high: number;
  /** of an arrow key */
  readonly step: number;
}

/** What is drawn between a pair of axes. */
export interface Drawn {
  /** behind all else */
  readonly bands?: readonly Band[];
  /** over the bands */
  readonly bars?: readonly Bar[];
  /** over the bars */
  readonly lines?: readonly Line[];
  /** over the lines */
  readonly rules?: readonly Rule[];
  /** over the rules */
  readonly points?: readonly Point[];
  /** over the points */
  readonly texts?: readonly Text[];
  /** over all else */
  readonly handles?: readonly Handle[];
}

/** A pair of axes, and what is drawn between them. */
export interface ChartFrame extends Drawn {
  /** left, top, width, height */
  readonly box: readonly [number, number, number, number];
  /** to the right */
  readonly x: Axis;
  /** upwards */
  readonly y: Axis;
  /** over the frame */
  readonly title: string;
}

/** Curves, points and bars between axes. */
export interface ChartScene {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** the picture in words */
  readonly label: string;
  /** at least one */
  readonly frames: readonly ChartFrame[];
}

export type NodeShape = "circle" | "placeholder";

export type Sign = "positive" | "negative" | "zero" | "plain" | "quiet" | "gradient";

export type Arrow = "forward" | "backward";

/** Where a node stands, and what it is. */
export interface NodePlace {
  /** what events call it */
  readonly id: string;
  /** of its middle */
  readonly x: number;
  /** of its middle */
  readonly y: number;
  /** half its height */
  readonly radius: number;
  /** half its width; the radius if left out */
  readonly half?: number;
  /** radius of its corners; the node's if left out */
  readonly corner?: number;
  /** a placeholder holds what comes from outside */
  readonly shape: NodeShape;
  /** over the node */
  readonly label: string;
  /** how light its ground is, from 0 to 1; None for neutral */
  readonly shade: number | null;
}

/** What a node shows at present. */
export interface NodeNumbers extends Operable {
  /** in the node; a vector has a line for each number */
  readonly text: string;
  /** under the node */
  readonly mark?: string;
}

/** A node whose place came before. */
export interface LiveNode extends NodeNumbers {
  /** in place of the neutral one */
  readonly shade?: number;
}

/** A node. */
export interface Node extends NodePlace, NodeNumbers {
}

/** A line between two nodes. */
export interface Edge extends Operable {
  /** the node where it begins */
  readonly from: string;
  /** the node where it ends */
  readonly to: string;
  /** what events call it */
  readonly id: string;
  /** of the line */
  readonly width: number;
  /** its colour and dash */
  readonly sign: Sign;
  /** on the line */
  readonly text?: string;
  /** an arrow at its end, and in which colour */
  readonly arrow?: Arrow;
  /** pixels to the side, seen from its beginning */
  readonly shift?: number;
  /** points that it passes */
  readonly via?: readonly (readonly [number, number])[];
}

/** A line of text about the picture. */
export interface Caption {
  /** of its middle */
  readonly x: number;
  /** its base line */
  readonly y: number;
  /** what it says */
  readonly text: string;
}

/** What no slider moves in a large diagram. */
export interface FixedDiagram {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** the picture scrolls, and shrinks to this share at most */
  readonly scrolls?: number;
  /** in the order of the keyboard */
  readonly nodes: readonly NodePlace[];
  /** those that do not change */
  readonly edges: readonly Edge[];
  /** at the bottom */
  readonly captions: readonly Caption[];
}

/** A large diagram in two parts: ipywidgets searches lists for buffers, and leaves texts. */
export interface FoldedDiagram {
  /** the picture in words */
  readonly label: string;
  /** a `FixedDiagram` as JSON, the same text as long as nothing in it changes */
  readonly fixed: string;
  /** the rest of its nodes, in the same order */
  readonly nodes: readonly LiveNode[];
  /** further edges */
  readonly edges: readonly Edge[];
}

/** Nodes and edges of a network or a graph. */
export interface Diagram {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** the picture in words */
  readonly label: string;
  /** in the order of the keyboard */
  readonly nodes: readonly Node[];
  /** behind the nodes */
  readonly edges: readonly Edge[];
  /** at the bottom */
  readonly captions: readonly Caption[];
  /** the picture scrolls, and shrinks to this share at most */
  readonly scrolls?: number;
}

export type DiagramScene = Diagram | FoldedDiagram;

export type FormulaStyle = "plain" | "result" | "wrong" | "name";

/** Words or signs on the line; `e^{2}` has a raised 2. */
export interface Words {
  /** what is written */
  readonly text: string;
  /** how it looks */
  readonly style: FormulaStyle;
}

/** A fraction with a bar. */
export interface Fraction {
  /** the numerator */
  readonly over: string;
  /** the denominator */
  readonly under: string;
}

export type FormulaPart = Words | Fraction;

/** Formulas in live numbers. */
export interface FormulaScene {
  /** one under the other */
  readonly lines: readonly (readonly FormulaPart[])[];
  /** the formulas in words */
  readonly label: string;
}

/** A small square image. */
export interface GalleryItem {
  /** a byte for each, row by row from the bottom */
  readonly pixels: DataView;
  /** under the image */
  readonly text: string;
  /** the image in words */
  readonly label: string;
  /** is it marked as answered wrongly? */
  readonly wrong: boolean;
}

/** Small images side by side. */
export interface GalleryScene {
  /** over the row */
  readonly title: string;
  /** from left to right */
  readonly items: readonly GalleryItem[];
  /** of all images */
  readonly palette: Palette;
  /** pixels along a side */
  readonly size: number;
}

/** A matrix; a vector is a column. */
export interface Matrix {
  /** under it */
  readonly caption: string;
  /** its numbers, row by row */
  readonly cells: readonly (readonly string[])[];
  /** the row that is lit, from 0 */
  readonly lit: number | null;
  /** the element that is selected, counted row by row from 0 */
  readonly chosen: number | null;
}

/** A sign between two matrices. */
export interface Operator {
  /** the sign */
  readonly text: string;
}

export type MatricesItem = Matrix | Operator;

/** An equation between matrices in live numbers. */
export interface MatricesScene {
  /** over it */
  readonly title: string;
  /** the equation in words */
  readonly label: string;
  /** from left to right */
  readonly items: readonly MatricesItem[];
}

/** Paper that a digit is drawn on. */
export interface PadScene {
  /** of each its points x, y as parts of the side, y downwards */
  readonly strokes: readonly (readonly (readonly number[])[])[];
  /** 64 pixels from 0 to 1, from the top, to show in their place */
  readonly pixels: readonly number[] | null;
  /** changes wherever the paper is not what the hand drew on it */
  readonly revision: number;
  /** under the paper */
  readonly note: string;
  /** the paper in words */
  readonly label: string;
}

/** A number on a bar. */
export interface Gauge {
  /** left end */
  readonly low: number;
  /** right end */
  readonly high: number;
  /** the number */
  readonly at: number;
  /** where it was */
  readonly ghost: number | null;
  /** a number to compare it with */
  readonly bound: number;
  /** the name of that number */
  readonly bound_label: string;
}

/** A number with its name. */
export interface ReadoutRow {
  /** over the number */
  readonly name: string;
  /** the number */
  readonly value: string;
  /** under the number */
  readonly gauge?: Gauge;
}

/** Numbers worth watching. */
export interface ReadoutScene {
  /** side by side, as far as there is room */
  readonly rows: readonly ReadoutRow[];
}

/** A straight line on a map, with its name. */
export interface Fold {
  /** x, y, x', y' in data */
  readonly ends: readonly [number, number, number, number];
  /** beside the line; a faint line has none */
  readonly name: string;
  /** is it looked at? */
  readonly chosen: boolean;
  /** pixels by which the name stands further right */
  readonly dx?: number;
  /** pixels by which the name stands further down */
  readonly dy?: number;
}

/** A map over the plane: a field in colours, and what lies on it. */
export interface RegionScene {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** over the map */
  readonly title: string;
  /** the map in words */
  readonly label: string;
  /** the axes' ends in data: x, x', y, y' */
  readonly extent: readonly [number, number, number, number];
  /** name of the axis to the right */
  readonly x_title: string;
  /** name of the axis upwards */
  readonly y_title: string;
  /** cells along a side */
  readonly size: number;
  /** a byte for each cell, row by row from the bottom */
  readonly grid: DataView;
  /** the colours of the cells */
  readonly palette: Palette;
  /** the name of the field, for figures in reports */
  readonly quantity: string;
  /** the values of the field that the bytes 0 and 255 stand for */
  readonly span: Range;
  /** float32 segments x, y, x', y' in data, a dark line */
  readonly boundary: DataView;
  /** the same, where the boundary was */
  readonly ghost: DataView;
  /** straight lines with names */
  readonly folds?: readonly Fold[];
  /** data points */
  readonly points: readonly MapPoint[];
  /** the present input x, y in data */
  readonly marker: Range | null;
  /** does a click on the map choose a place? */
  readonly clickable: boolean;
  /** what Enter does at the crosshair; without it there is none */
  readonly help?: string;
}

export type SketchStyle = "caption" | "text" | "number" | "bold" | "line" | "axis" | "guide" | "ghost" | "arrow" | "cross" | "point" | "row" | "head" | "cut" | "area";

/** What every item of a sketch may have. */
export interface Painted extends Operable {
  /** what events call it */
  readonly id?: string;
  /** a colour of the theme */
  readonly fill?: string;
  /** a colour of the theme */
  readonly stroke?: string;
  /** how it looks; plain if left out */
  readonly style?: SketchStyle;
}

/** An upright rectangle. */
export interface SketchRect extends Painted {
  /** of SVG */
  readonly tag: "rect";
  /** its left side */
  readonly x: number;
  /** its upper side */
  readonly y: number;
  /** to the right */
  readonly width: number;
  /** downwards */
  readonly height: number;
}

/** Straight lines from point to point. */
export interface SketchPath extends Painted {
  /** of SVG */
  readonly tag: "path";
  /** the points, as SVG has them */
  readonly d: string;
}

/** A circle. */
export interface SketchCircle extends Painted {
  /** of SVG */
  readonly tag: "circle";
  /** of its middle */
  readonly cx: number;
  /** of its middle */
  readonly cy: number;
  /** its radius */
  readonly r: number;
}

/** A line of text. */
export interface SketchText extends Painted {
  /** which part of it stands at its place */
  readonly "text-anchor": Anchor;
  /** of SVG */
  readonly tag: "text";
  /** where it stands */
  readonly x: number;
  /** its base line */
  readonly y: number;
  /** what it says */
  readonly text: string;
}

export type SketchItem = SketchRect | SketchPath | SketchCircle | SketchText;

/** A flat picture, item by item. */
export interface SketchScene {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** the picture in words */
  readonly label: string;
  /** in the order in which they are drawn */
  readonly items: readonly SketchItem[];
}

/** The axes of a surface. */
export interface SurfaceAxes {
  /** of each its ends x, y */
  readonly lines: readonly (readonly (readonly number[])[])[];
  /** names and numbers */
  readonly texts: readonly PlacedText[];
}

/** Flat faces over a square, in the order in which they are drawn. */
export interface SurfaceScene {
  /** of the picture */
  readonly width: number;
  /** of the picture */
  readonly height: number;
  /** over it */
  readonly title: string;
  /** the picture in words */
  readonly label: string;
  /** float32 pairs x, y: the corners of all faces */
  readonly points: DataView;
  /** how many corners each face has */
  readonly counts: DataView;
  /** the colour of each face in the palette */
  readonly shades: DataView;
  /** how light each face is */
  readonly lights: DataView;
  /** the colours of the faces */
  readonly palette: Palette;
  /** corners x, y of the square */
  readonly floor: readonly (readonly number[])[];
  /** with their numbers */
  readonly axes: SurfaceAxes;
  /** numbers on the surface */
  readonly marks: readonly PlacedText[];
}

export type CellKind = "" | "right" | "wrong";

/** A cell of a table. */
export interface Cell {
  /** what it says */
  readonly text: string;
  /** how it is marked */
  readonly kind: CellKind;
}

/** A row of a table. */
export interface TableRow {
  /** its heading */
  readonly name: string;
  /** from left to right */
  readonly cells: readonly Cell[];
  /** what events call it; one with an id can be clicked */
  readonly id?: string;
  /** is it looked at? */
  readonly chosen?: boolean;
}

/** Live numbers with a heading for every row and column. */
export interface TableScene {
  /** over the table */
  readonly caption: string;
  /** headings of the columns, that of the rows' names first */
  readonly head: readonly string[];
  /** from top to bottom */
  readonly rows: readonly TableRow[];
}

/** The kinds of scene. */
export interface Scenes {
  /** curves, points and bars between axes */
  readonly chart: ChartScene;
  /** nodes and edges of a network or a graph */
  readonly diagram: DiagramScene;
  /** lines of texts and fractions */
  readonly formula: FormulaScene;
  /** small images side by side */
  readonly gallery: GalleryScene;
  /** an equation between matrices */
  readonly matrices: MatricesScene;
  /** paper to draw on */
  readonly pad: PadScene;
  /** numbers worth watching */
  readonly readout: ReadoutScene;
  /** a map over the plane */
  readonly region: RegionScene;
  /** rectangles, paths, circles and texts */
  readonly sketch: SketchScene;
  /** flat faces over a square */
  readonly surface: SurfaceScene;
  /** live numbers with headings */
  readonly table: TableScene;
}

/** The fields of `Scenes`. */
export type Kind = "chart" | "diagram" | "formula" | "gallery" | "matrices" | "pad" | "readout" | "region" | "sketch" | "surface" | "table";

export type Scene = ChartScene | DiagramScene | FormulaScene | GalleryScene | MatricesScene | PadScene | ReadoutScene | RegionScene | SketchScene | SurfaceScene | TableScene;

/** One picture of an explorer. */
export interface Panel {
  /** the scene of this name is drawn in it */
  readonly name: string;
  /** of the scene */
  readonly kind: Kind;
  /** sixths of the width */
  readonly span: number;
  /** how many rows it is high, beside others; 1 if left out */
  readonly rows?: number;
}

/** A drag begins. */
export interface Held {
  readonly event: "hold";
  /** the field, element or handle */
  readonly id: string;
}

/** A number goes back to its start. */
export interface Restored {
  readonly event: "restore";
  /** the field, element or item */
  readonly id: string;
}

/** Arrow keys move a number. */
export interface Nudged {
  readonly event: "nudge";
  /** the item */
  readonly id: string;
  /** how many steps, up or down */
  readonly steps: number;
}

/** The mouse moves a handle. */
export interface Dragged {
  readonly event: "drag";
  /** the handle */
  readonly id: string;
  /** where it is now, in data */
  readonly y: number;
}

/** An item was reached, by Tab or by a click. */
export interface Selected {
  readonly event: "select";
  /** the item */
  readonly id: string;
}

/** An item was pressed, by Enter or by a click. */
export interface Pressed {
  readonly event: "press";
  /** the item, or the row of a table */
  readonly id: string;
}

/** A place on a map was chosen. */
export interface Pointed {
  readonly event: "point";
  /** in data */
  readonly x: number;
  /** in data */
  readonly y: number;
}

/** What is nearest to a place on a map shall go. */
export interface Erased {
  readonly event: "erase";
  /** in data */
  readonly x: number;
  /** in data */
  readonly y: number;
}

/** A stroke on the paper has grown. */
export interface Stroked {
  readonly event: "stroke";
  /** is it a new stroke? */
  readonly begins: boolean;
  /** x, y, x', y', … as parts of the side */
  readonly points: readonly number[];
}

export type Event = Held | Restored | Nudged | Dragged | Selected | Pressed | Pointed | Erased | Stroked;
