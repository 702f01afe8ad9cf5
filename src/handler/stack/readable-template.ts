import { StackError, type StackTemplate } from '../../organizations/stacks/stack-port';

/** A template, or an empty one if it is written in another way than this library writes its own. */
export async function readableTemplate(reading: Promise<StackTemplate>): Promise<StackTemplate> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof StackError && error.code === 'NotJson') return {};
    throw error;
  }
}
