import { resourceShapesOf } from '../../actions';
import { arnSegments } from '../../evaluate/patterns/arn-pattern';

/** A part of an ARN in which a resource differs from all resources of its service. */
export interface StrangePart {
  readonly what: string;
  /** ARNs of the service that have it right, as in `ActionResource.shape`. */
  readonly shapes: readonly string[];
}

const REGION = 3;
const PARTS = [{ place: REGION, name: 'a Region' }, { place: 4, name: 'an account' }];

/**
 * The part in which a pattern with six segments differs from all resources of its service that begin like it; undefined if none does. Only
 * what the pattern spells out counts: the character behind the name of a type, and whether Region and account are there. The lists of
 * resources are not complete, so that a name which no type has is no mistake.
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
    // Resources that AWS owns have no account, although the lists say nothing of it.
    if (given === '' && place === REGION && !others.includes('')) return { what: `lacks ${part}, which such resources have`, shapes: alike };
  }
  return undefined;
}

function resourceOf(shape: string): string {
  return shape.split(':').slice(3).join(':');
}
