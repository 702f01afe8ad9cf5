import { actionDetails, type ActionResource, findAction } from '../../policy';

/** A type of resource of an action, ready to be compared with ARNs. */
export interface Shape {
  /** `ec2:*:*:instance/*`. */
  readonly text: string;
  readonly required: boolean;
  matches(arn: string): boolean;
}

const shapes = new Map<string, RegExp>();
const ofActions = new Map<string, readonly Shape[]>();

/** The types of resources that an action applies to. Empty for one without resources; undefined for one that is not known. */
export function shapesOf(action: string): readonly Shape[] | undefined {
  let found = ofActions.get(action);
  if (found === undefined) {
    const details = actionDetails(action);
    if (details === undefined) return undefined;
    found = findAction(action)?.hasResources === false ? [] : details.resources.map(shapeOf);
    ofActions.set(action, found);
  }
  return found;
}

function shapeOf({ shape, required }: ActionResource): Shape {
  let pattern = shapes.get(shape);
  if (pattern === undefined) {
    // The name of a bucket has no slash, and one in an ARN begins the key of an object.
    const star = shape === 's3:::*' ? '[^/]+' : '.*';
    pattern = new RegExp(`^arn:[\\w-]+:${shape.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(star)}$`, 's');
    shapes.set(shape, pattern);
  }
  const compiled = pattern;
  return { text: shape, required, matches: (arn) => compiled.test(arn) };
}
