type Color = (text: string) => string;

/** Styles for text in a terminal. Each returns the text unchanged where there are no colors. */
export interface Colors {
  readonly bold: Color;
  readonly dim: Color;
  readonly red: Color;
  readonly green: Color;
  readonly yellow: Color;
  readonly cyan: Color;
}

const asItIs: Color = (text) => text;

export const NO_COLORS: Colors = { bold: asItIs, dim: asItIs, red: asItIs, green: asItIs, yellow: asItIs, cyan: asItIs };
