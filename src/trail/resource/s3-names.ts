import type { Place } from './place';
import { type Fields, textOf, type TrailRecord } from '../record/trail-record';

/** The bucket, or the object in it, that a request to Amazon S3 names. */
export function arnsInS3(parameters: Fields, { partition }: Place): string[] {
  const { bucketName, key } = parameters;
  if (typeof bucketName !== 'string') return [];
  const bucket = bucketName.startsWith('arn:') ? bucketName : `arn:${partition}:s3:::${bucketName}`;
  return [bucket, ...(typeof key === 'string' ? [`${bucket}/${key.replace(/^\//, '')}`] : [])];
}

const COPIES = /^(?:CopyObject|UploadPartCopy)$/;

/**
 * The object that a copy reads or writes: the action on the source has no business with the target. Empty if the record does not show
 * the source; undefined for a call that copies nothing.
 * Source: Amazon S3 API Reference, "CopyObject" (`x-amz-copy-source`).
 */
export function arnsOfCopy(record: TrailRecord, action: string, place: Place): readonly string[] | undefined {
  const { eventName, requestParameters = {}, resources } = record;
  if (!COPIES.test(eventName)) return undefined;
  const target = arnsInS3(requestParameters, place).slice(1);
  if (!action.startsWith('s3:Get')) return target;
  const source = textOf(requestParameters['x-amz-copy-source']);
  if (source !== undefined) return [arnOfSource(source, place)];
  return resources.flatMap(({ arn }) => (arn?.includes('/') === true && /^arn:[\w-]+:s3:::/.test(arn) && !target.includes(arn) ? [arn] : []));
}

function arnOfSource(source: string, { partition }: Place): string {
  const path = decoded(source.replace(/\?versionId=.*$/, '')).replace(/^\//, '');
  return path.startsWith('arn:') ? path : `arn:${partition}:s3:::${path}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
