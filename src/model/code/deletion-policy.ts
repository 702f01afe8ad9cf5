/** Whether CloudFormation leaves a resource of this deletion policy where it is when it leaves the template. */
export function isRetained(deletionPolicy: string | undefined): boolean {
  return deletionPolicy?.startsWith('Retain') ?? false;
}
