import type { ReconcileContext } from './reconcile-context';

/** The ARN of an object that can no longer be read. Source: Service Authorization Reference, "AWS Organizations", resource types. */
export async function rebuildArn({ organizations }: ReconcileContext, kind: 'ou' | 'account' | 'policy', ...path: string[]): Promise<string> {
  const { arn, id } = await organizations.describeOrganization();
  return [arn.replace(/:organization\/.*$/, `:${kind}`), id, ...path].join('/');
}
