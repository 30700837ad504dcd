// Types of the page itself; those of the pictures' data are generated, in scene.d.ts.

import type { Event, Panel } from "./scene.d.ts";

/** Tells the kernel what a person did. */
export type Send = (event: Event) => void;

/** A picture of one kind, drawn into the root that it was made for. */
export interface View<Scene> {
  draw(scene: Scene): void;
  /** After the page's colours have changed; `draw` if left out. */
  redraw?(scene: Scene): void;
  destroy?(): void;
}

export type MakeView<Scene> = (root: HTMLElement, send: Send) => View<Scene>;

/** Which fields the data of each kind of picture must have. */
export type Needs = Record<string, string[]>;

/** What anywidget gives a script to work on, as far as it is used here. */
export interface Model {
  get(name: "panels"): Panel[];
  get(name: "summary" | "page_key"): string;
  get(name: `scene_${string}`): Record<string, unknown> | undefined;
  send(content: object): void;
  on(name: string, callback: () => void): void;
  off(name: string, callback: () => void): void;
}

/** What the joined script exports. */
export interface Page {
  renderStage(place: { model: Model; el: HTMLElement }): () => void;
}

/** Where a stage waits for the page's code, or finds it. */
export interface Slot {
  module?: Promise<Page>;
  ready?: Promise<Page>;
  arrived?: (page: Promise<Page>) => void;
}

export type Attributes = Record<string, string | number | boolean | null | undefined>;
export type Point = [number, number];
/** From data to pixels. */
export type Place = (x: number, y: number) => Point;

/** A map's frame: where it lies in its picture, and the way from data to pixels and back. */
export interface MapFrame {
  width: number;
  height: number;
  extent: number[];
  left: number;
  top: number;
  inner: number;
  tall: number;
  toPixel: Place;
  toData: Place;
}

/** noUiSlider, which ipywidgets draws its sliders with, as far as it is used here. */
export interface SliderTarget extends HTMLElement {
  noUiSlider: {
    options: { step: number };
    get(): string | number;
    set(value: number): void;
    updateOptions(options: { step: number }, fireSetEvent: boolean): void;
  };
}
