import { actionDetails } from '../../actions';
import type { PolicyProblem, Statement } from '../../language';
import { canHaveShape } from '../shape-match';
import { namedActions } from '../statement-actions';
import { statementRule } from '../statement-rule';
import { strangePart } from '../statements/resource-form';
import { holdsUnknownText } from '../unknown-text';

/** Source: Service Authorization Reference, the table of resource types of each service. */
export const resourceShape = statementRule(
  { id: 'resource-shape', severity: 'warning', title: 'A resource is not written like any of its service, or buckets and objects of Amazon S3 are mistaken for each other.' },
  (statement, index) => {
    const { resource } = statement;
    if (holdsUnknownText(resource.patterns)) return [];
    const path = `Statement[${index}].${resource.negated ? 'NotResource' : 'Resource'}`;
    const strange = resource.patterns.flatMap((pattern): PolicyProblem[] => {
      const part = strangePart(pattern);
      return part === undefined ? [] : [{ path, what: part.what, value: pattern, advice: `Write it as in ${examples(part.shapes)}.` }];
    });
    return [...strange, ...mistakenObjects(statement, path, `Statement[${index}].Action`)];
  },
);

/** The ARN of a bucket or an object, which has neither Region nor account. */
const OF_S3 = /^arn:[a-z*-]*:s3:::/;

/** Buckets where all actions apply to objects, and the reverse; and in a list for both, actions that match neither. */
function mistakenObjects({ action, resource }: Statement, path: string, actionPath: string): PolicyProblem[] {
  if (!resource.patterns.some((pattern) => OF_S3.test(pattern))) return [];
  const shapes = namedActions(action)?.flatMap(shapesInS3) ?? [];
  if (shapes.length === 0) return [];
  const mistaken = resource.patterns.filter((pattern) => OF_S3.test(pattern) && !fitsAny(pattern, shapes)).map((pattern) => ({
    path, what: 'names resources that none of the actions is about', value: pattern, advice: `Write it as in ${examples(shapes)}.`,
  }));
  if (mistaken.length > 0 || resource.negated) return mistaken;
  return action.patterns.filter((pattern) => !/[*?]/.test(pattern) && isAboutNone(pattern, resource.patterns)).map((pattern) => ({
    path: actionPath,
    what: 'names an action that is about none of the resources',
    value: pattern,
    advice: `Add such resources as ${examples(shapesInS3(pattern))}, or take it out.`,
  }));
}

/** Whether an action for buckets or objects applies to none of the resources, those of other services included. */
function isAboutNone(action: string, resources: readonly string[]): boolean {
  if (shapesInS3(action).length === 0) return false;
  const shapes = actionDetails(action)!.resources.map(({ shape }) => shape);
  return !resources.some((resource) => fitsAny(resource, shapes));
}

/** The forms of buckets and objects that an action of Amazon S3 applies to. */
function shapesInS3(action: string): string[] {
  return actionDetails(action)?.resources.map(({ shape }) => shape).filter((shape) => shape.startsWith('s3:::')) ?? [];
}

function fitsAny(pattern: string, shapes: readonly string[]): boolean {
  return pattern === '*' || shapes.some((shape) => canHaveShape(pattern, shape));
}

function examples(shapes: readonly string[]): string {
  return [...new Set(shapes)].slice(0, 3).map((shape) => `arn:*:${shape}`).join(', ');
}
