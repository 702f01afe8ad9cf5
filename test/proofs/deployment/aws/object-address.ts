import { objectKey, type World } from './world';

/** An object in Amazon S3. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

const PATH_STYLE = /^s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$|^s3\.amazonaws\.com$/;
const HOST_STYLE = /^(.+)\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;

/**
 * The object to which an address of Amazon S3 leads; undefined for any other address.
 * Source: Amazon S3, "Virtual hosting of general purpose buckets".
 */
export function objectAt(address: string): ObjectPlace | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.search !== '') return undefined;
  const path = decoded(url.pathname.slice(1));
  const [, bucket] = HOST_STYLE.exec(url.hostname) ?? [];
  if (bucket !== undefined) return { bucket, key: path };
  const [first, ...rest] = path.split('/');
  return PATH_STYLE.test(url.hostname) && rest.length > 0 ? { bucket: first, key: rest.join('/') } : undefined;
}

/** The contents of the object to which an address leads; undefined if it is nobody's that was written here. */
export function contentsAt(address: string, { objects }: Pick<World, 'objects'>): Buffer | undefined {
  const place = objectAt(address);
  return place && objects.get(objectKey(place.bucket, place.key));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
