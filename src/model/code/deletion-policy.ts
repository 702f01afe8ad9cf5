/** Whether CloudFormation retains a resource with this deletion policy when it is removed from the template. */
export function isRetained(deletionPolicy: string | undefined): boolean {
  return deletionPolicy?.startsWith('Retain') ?? false;
}
