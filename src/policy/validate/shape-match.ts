import { parseTemplate } from '../evaluate/patterns/template';

/** A position in a pattern: one character, or any characters, in any number if it is repeated. */
interface Place {
  readonly character?: string;
  readonly repeated?: boolean;
  /** Characters that are not allowed here. */
  readonly without?: string;
  /** Whether it is a colon between the segments of an ARN, which no text of a resource's own can match. */
  readonly divides?: boolean;
}

/** Colons of an ARN: after the fifth comes the resource, whose text may have further ones. */
const DIVIDING_COLONS = 5;

/** Whether some ARN that matches a resource pattern of a policy can have the shape, which is that of `ActionResource`. */
export function canHaveShape(pattern: string, shape: string): boolean {
  const [one, other] = [placesOfPattern(pattern), placesOfShape(shape)];
  const seen = new Set<number>();
  const waiting: [number, number][] = [[0, 0]];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [at, to] = state;
    const key = at * (other.length + 1) + to;
    if (seen.has(key)) continue;
    seen.add(key);
    if (at === one.length && to === other.length) return true;
    if (one[at]?.repeated) waiting.push([at + 1, to]);
    if (other[to]?.repeated) waiting.push([at, to + 1]);
    if (at === one.length || to === other.length || !haveCommonCharacter(one[at], other[to])) continue;
    waiting.push([one[at].repeated ? at : at + 1, other[to].repeated ? to : to + 1]);
  }
  return false;
}

/** Whether a resource pattern matches every resource of the shape, at least for some Region and account. */
export function coversShape(pattern: string, shape: string): boolean {
  const parts = shape.split(':');
  const name = parts.slice(SEGMENTS_BEFORE_RESOURCE).join(':').replace(/\*/g, SOME_ID);
  return canHaveShape(pattern, [...parts.slice(0, SEGMENTS_BEFORE_RESOURCE), name].join(':'));
}

/** Service, Region and account of a shape. */
const SEGMENTS_BEFORE_RESOURCE = 3;

/** An ID that no pattern contains. */
const SOME_ID = '\uE002';

/** In a resource of a policy, a `*` may match colons too, and a variable any text. */
function placesOfPattern(pattern: string): Place[] {
  let colons = 0;
  return parseTemplate(pattern, { wildcards: true, variables: true }).flatMap((part): Place[] => {
    if (!('text' in part)) return [{ repeated: !('wildcard' in part) || part.wildcard === '*' }];
    return [...part.text].map((character) => ({ character, divides: character === ':' && ++colons <= DIVIDING_COLONS }));
  });
}

/** Partition, Region, account and the name of a bucket contain neither colons nor slashes. */
function placesOfShape(shape: string): Place[] {
  const text = `arn:*:${shape}`;
  const bucket = shape.startsWith('s3:::') ? text.length - shape.length + 's3:::'.length : undefined;
  let colons = 0;
  return [...text].map((character, index): Place => {
    if (character === ':') colons++;
    if (character !== '*') return { character };
    return { repeated: true, without: colons < DIVIDING_COLONS || index === bucket ? ':/' : '' };
  });
}

function haveCommonCharacter(one: Place, other: Place): boolean {
  if (other.character === undefined) return one.divides !== true && !(other.without ?? '').includes(one.character ?? '-');
  return one.character === undefined || one.character === other.character;
}
