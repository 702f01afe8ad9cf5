import { readableTemplate } from '../../../src/handler/stack/readable-template';
import { StackError } from '../../../src/organizations/stacks/stack-port';

test('a readable template is returned as it is', async () => {
  const template = { Resources: { Unit: { Type: 'Custom::Unit' } } };
  expect(await readableTemplate(Promise.resolve(template))).toBe(template);
});

test('a template in another language than JSON counts as empty', async () => {
  expect(await readableTemplate(Promise.reject(new StackError('NotJson', 'YAML')))).toEqual({});
});

test.each([
  ['another error of CloudFormation', new StackError('AccessDenied', 'not authorized')],
  ['an error of another kind', Object.assign(new Error('NotJson'), { code: 'NotJson' })],
])('%s is rethrown', async (_name, error) => {
  await expect(readableTemplate(Promise.reject(error))).rejects.toBe(error);
});
