/** The code of a function that has nothing to do with the organization. */
export async function handler(): Promise<string> {
  return 'done';
}
