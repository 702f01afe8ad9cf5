import { StackError, type StackTemplate } from '../../organizations/stacks/stack-port';

/** The template, or an empty one if it is not in JSON, the format that this library writes. */
export async function readableTemplate(reading: Promise<StackTemplate>): Promise<StackTemplate> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof StackError && error.code === 'NotJson') return {};
    throw error;
  }
}
