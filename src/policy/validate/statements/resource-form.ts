import { resourceShapesOf } from '../../actions';
import { arnSegments } from '../../evaluate/patterns/arn-pattern';

/** A part of an ARN in which a resource differs from all resources of its service. */
export interface StrangePart {
  readonly what: string;
  /** Correct ARNs of the service, as in `ActionResource.shape`. */
  readonly shapes: readonly string[];
}

const REGION = 3;
const PARTS = [{ place: REGION, name: 'a Region' }, { place: 4, name: 'an account' }];

/**
 * The part in which a pattern with six segments differs from all resources of its service that begin like it; undefined if none does. Only
 * literal text of the pattern counts: the character after the name of a type, and whether Region and account are present. The lists of
 * resources are incomplete, so a name that no type has is not a mistake.
 */
export function strangePart(pattern: string): StrangePart | undefined {
  const segments = arnSegments(pattern);
  const shapes = segments === undefined ? [] : resourceShapesOf(segments[2]);
  const [, name, separator] = segments === undefined ? [] : /^([A-Za-z][\w-]*)([:/])/.exec(segments[5]) ?? [];
  if (segments === undefined || name === undefined) return undefined;
  const alike = shapes.filter((shape) => resourceOf(shape).startsWith(name) && /^[:/]/.test(resourceOf(shape).slice(name.length)));
  if (alike.length === 0) return undefined;
  if (!alike.some((shape) => resourceOf(shape)[name.length] === separator)) {
    const right = separator === ':' ? '/' : ':';
    return { what: `has "${name}${separator}" where resources of ${segments[2]} have "${name}${right}"`, shapes: alike };
  }
  for (const { place, name: part } of PARTS) {
    const given = segments[place];
    const others = alike.map((shape) => shape.split(':')[place - 2]);
    if (/^[\w-]+$/.test(given) && others.every((other) => other === '')) return { what: `has ${part} ("${given}"), which such resources do not have`, shapes: alike };
    // AWS owned resources have no account, although the lists do not mention it.
    if (given === '' && place === REGION && !others.includes('')) return { what: `lacks ${part}, which such resources have`, shapes: alike };
  }
  return undefined;
}

function resourceOf(shape: string): string {
  return shape.split(':').slice(3).join(':');
}
