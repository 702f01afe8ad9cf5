type Colour = (text: string) => string;

/** What a terminal can do with a text; each leaves it as it is where there are no colours. */
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
