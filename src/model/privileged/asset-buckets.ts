import type { PrivilegedResource } from './privileged-parts';
import { isRecord } from '../../assembly';
import type { JsonValue } from '../../policy';

/** Buckets and repositories of the CDK. Source: AWS CDK Developer Guide, "Customize bootstrapping", and the app staging synthesizer. */
const OF_THE_CDK = /^cdk-[^/]*-(container-)?(assets|staging)-|^cdk-[^/]*-container-assets/;

/** Properties that name the bucket or repository to which a resource gives access. */
const PLACES = ['Bucket', 'BucketName', 'RepositoryName'];

type JsonObject = { readonly [name: string]: JsonValue };

/** Whether a bucket or repository, by its name or a reference to it, is one from which deployments take code or templates. */
export type IsAssetPlace = (place: JsonValue) => boolean;

/** @param places buckets of the code of functions */
export function assetPlaces(places: readonly JsonValue[]): IsAssetPlace {
  const named = new Set(places.map((place) => JSON.stringify(place)));
  return (place) => named.has(JSON.stringify(place)) || (typeof place === 'string' ? OF_THE_CDK.test(place) : isRecord(place));
}

/** Whether a resource decides who can write to such a place. */
export function isAboutAssets(type: string, properties: JsonObject, isAssetPlace: IsAssetPlace): boolean {
  if (!/^AWS::(S3|ECR)::/.test(type)) return false;
  return PLACES.some((name) => Object.hasOwn(properties, name) && isAssetPlace(properties[name]));
}

/** Whether a resource allows nobody anything: each of its policies only denies. */
export function onlyDenies({ settings, documents }: Pick<PrivilegedResource, 'settings' | 'documents'>): boolean {
  const others = Object.entries(settings).filter(([name]) => !PLACES.includes(name) && !name.startsWith('(')).map(([, value]) => value);
  return [...Object.values(documents), ...others].every((document) => {
    const statements = isRecord(document) ? [document.Statement].flat() as JsonValue[] : [undefined];
    return statements.every((statement) => isRecord(statement) && statement.Effect === 'Deny');
  });
}
