import type { Unit } from './units';

/** A set of texts: all that match one of some sequences of units. */
export type TextSet = readonly (readonly Unit[])[];

export interface TextClasses {
  /** One text, as short as possible, for each way in which texts are in some of the sets and not in the others. */
  readonly texts: readonly string[];
  /** Whether every such way has a text. */
  readonly isComplete: boolean;
}

/** More states than the sets of real policies have. */
const MOST_STATES = 20_000;

/** Places in these states, several times as many as real policies take. Patterns that are made for it would take minutes. */
const MOST_WORK = 1_000_000;

/** Characters for the places where any will do. */
const FILLERS = [...'xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_'];

/** A place in a sequence of units; the place after the last unit accepts. */
interface Place {
  readonly unit?: Unit;
  readonly set: number;
  /** Whether any text may follow, so that the text is certain to be in the set. */
  readonly isCertain: boolean;
}

/** The places that a text reaches in all sequences, and the sets that any longer text is in as well. */
interface State {
  readonly text: string;
  readonly places: readonly number[];
  readonly certain: readonly number[];
}

/**
 * Tells apart the texts that some sets can tell apart. It walks through all sequences at once, character by character: a product of
 * automata of which only the reachable states are made. Characters that no sequence names at a state lead to the same one.
 * @param within only texts in this set count
 */
export function textClasses(sets: readonly TextSet[], within: TextSet): TextClasses {
  return new Product([within, ...sets]).classes();
}

class Product {
  private readonly places: Place[] = [];
  private readonly starts: number[];

  constructor(sets: readonly TextSet[]) {
    this.starts = sets.flatMap((sequences, set) => sequences.map((units) => {
      const start = this.places.length;
      units.forEach((unit, index) => {
        const isCertain = index === units.length - 1 && unit.many === true && unit.character === undefined && !unit.withoutColon;
        this.places.push({ unit, set, isCertain });
      });
      this.places.push({ set, isCertain: false });
      return start;
    }));
  }

  classes(): TextClasses {
    const texts = new Map<string, string>();
    const first = this.stateOf('', this.starts, []);
    const queue = [first];
    const known = new Set([keyOf(first)]);
    let work = 0;
    for (let index = 0; index < queue.length; index++) {
      const state = queue[index];
      const accepted = this.setsOf(state);
      const key = accepted.join();
      if (accepted.includes(0) && !texts.has(key)) texts.set(key, state.text);
      for (const next of this.next(state)) {
        const nextKey = keyOf(next);
        if (known.has(nextKey)) continue;
        work += next.places.length;
        if (known.size >= MOST_STATES || work > MOST_WORK) return { texts: [...texts.values()], isComplete: false };
        known.add(nextKey);
        queue.push(next);
      }
    }
    return { texts: [...texts.values()], isComplete: true };
  }

  /** The sets that a text is in, in order. */
  private setsOf({ places, certain }: State): number[] {
    const ends = places.filter((place) => this.places[place].unit === undefined).map((place) => this.places[place].set);
    return [...new Set([...certain, ...ends])].sort((one, other) => one - other);
  }

  private* next({ text, places, certain }: State): Generator<State> {
    const isWithin = (next: State) => next.certain.includes(0) || next.places.some((place) => this.places[place].set === 0);
    for (const character of this.charactersAt(places)) {
      const reached = places.flatMap((place) => {
        const { unit } = this.places[place];
        return unit !== undefined && isMatch(unit, character) ? [unit.many ? place : place + 1] : [];
      });
      const next = this.stateOf(text + character, reached, certain);
      if (isWithin(next)) yield next;
    }
  }

  /** Each character that a sequence names here, one for all others, and the colon. */
  private charactersAt(places: readonly number[]): Set<string> {
    const characters = new Set<string>();
    for (const place of places) {
      const { character, folds } = this.places[place].unit ?? {};
      if (character === undefined) continue;
      characters.add(character);
      if (folds) characters.add(character.toUpperCase());
    }
    const filler = FILLERS.find((each) => !characters.has(each)) ?? '\u{E000}';
    return characters.add(filler).add(':');
  }

  /** A `*` may stand for nothing. A set that any longer text is in needs no places any more. */
  private stateOf(text: string, reached: readonly number[], former: readonly number[]): State {
    const all = new Set(reached);
    for (const place of all) if (this.places[place].unit?.many) all.add(place + 1);
    const added = [...all].filter((place) => this.places[place].isCertain).map((place) => this.places[place].set);
    const certain = [...new Set([...former, ...added])];
    const places = [...all].filter((place) => !certain.includes(this.places[place].set));
    return { text, places: places.sort((one, other) => one - other), certain: certain.sort((one, other) => one - other) };
  }
}

function isMatch({ character, folds, withoutColon }: Unit, given: string): boolean {
  if (character === undefined) return !(withoutColon && given === ':');
  return character === (folds ? given.toLowerCase() : given);
}

function keyOf({ places, certain }: State): string {
  return `${places.join()}|${certain.join()}`;
}
