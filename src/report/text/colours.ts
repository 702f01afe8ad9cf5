type Colour = (text: string) => string;

/** Styles for text in a terminal. Each returns the text unchanged where there are no colors. */
export interface Colours {
  readonly bold: Colour;
  readonly dim: Colour;
  readonly red: Colour;
  readonly green: Colour;
  readonly yellow: Colour;
  readonly cyan: Colour;
}

const asItIs: Colour = (text) => text;

export const NO_COLOURS: Colours = { bold: asItIs, dim: asItIs, red: asItIs, green: asItIs, yellow: asItIs, cyan: asItIs };
