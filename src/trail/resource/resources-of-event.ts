import { arnsOfIds } from './ec2-ids';
import { arnOfFixedName, arnsOfNames, textsIn } from './names-in-parameters';
import { arnsOfService } from './names-of-services';
import type { Place } from './place';
import { arnsInS3, arnsOfCopy } from './s3-names';
import { type Shape, shapesOf } from './shapes';
import { deniedMessage } from '../message/denied-message';
import { type TrailRecord, wasRefused } from '../record/trail-record';

/** Actions that create a resource. EC2 judges them with `*` in place of an ID that does not exist yet. */
const CREATES = /^ec2:(?:Run|Create|Allocate|Copy|Register|Import|Request)/;

/** No request is about more. */
const MOST = 100;

/**
 * The resources that a recorded call is about, for one of its actions: each is judged on its own, and all have to pass. `*` stands for
 * an action without resources. Empty if the record does not show a resource that the action needs.
 * Sources: AWS CloudTrail User Guide, "CloudTrail record contents" (`resources`); Service Authorization Reference, the resource types of
 * actions; IAM User Guide, "Permissions for Amazon EC2": what does not exist yet has the ID `*`.
 */
export function resourcesOfEvent(record: TrailRecord, action: string, place: Place): readonly string[] {
  const shapes = shapesOf(action);
  if (shapes === undefined) return [];
  if (shapes.length === 0) return ['*'];
  const copied = action.startsWith('s3:') ? arnsOfCopy(record, action, place) : undefined;
  if (copied !== undefined) return copied;
  const fitting = (arns: readonly string[]) => arns.filter((arn) => shapes.some((shape) => shape.matches(arn)));
  const recorded = fitting(record.resources.flatMap(({ arn }) => (arn === undefined ? [] : [arn])));
  const found = recorded.length > 0 ? recorded : fitting(inParameters(record, action, shapes, place));
  const created = CREATES.test(action) ? toCreate(shapes, found, place) : [];
  const all = [...new Set([...found, ...created])];
  if (all.length > 0) return all.slice(0, MOST);
  // Stores of records change the order of members, so that the first in the order of their texts counts.
  const answered = fitting([...toldResource(record, action), ...textsIn(record.responseElements).filter(isArn).sort()]).slice(0, 1);
  return answered.length > 0 || shapes.length > 1 ? answered : arnOfFixedName(shapes[0].text, place);
}

/** A refused call has no parameters in its record, and the message names the resource. */
function toldResource(record: TrailRecord, action: string): string[] {
  if (record.errorMessage === undefined || !wasRefused(record)) return [];
  const told = deniedMessage(record.errorMessage);
  return told?.resource !== undefined && told.action?.toLowerCase() === action.toLowerCase() ? [told.resource] : [];
}

function inParameters({ requestParameters = {} }: TrailRecord, action: string, shapes: readonly Shape[], place: Place): string[] {
  const texts = textsIn(requestParameters);
  const service = action.slice(0, action.indexOf(':'));
  const arns = texts.filter(isArn);
  if (service === 's3') return [...arns, ...arnsInS3(requestParameters, place)];
  // The path of a role, a user or a policy is no part of its name.
  if (service === 'iam') return arns;
  const named = shapes.flatMap(({ text }) => arnsOfNames(text, requestParameters, place));
  return [...arns, ...arnsOfIds(texts, place), ...named, ...arnsOfService(service, requestParameters, place)];
}

function isArn(text: string): boolean {
  return text.startsWith('arn:') && text.length <= 2_048 && text.split(':').length >= 6;
}

/** The resources that the call creates: types that every request names and this one cannot. */
function toCreate(shapes: readonly Shape[], found: readonly string[], { partition, region, account }: Place): string[] {
  return shapes.filter((shape) => shape.required && !found.some((arn) => shape.matches(arn))).map(({ text }) => {
    const [service, inRegion, ofAccount, ...name] = text.split(':');
    return `arn:${partition}:${service}:${inRegion && region}:${ofAccount && account}:${name.join(':')}`;
  });
}
