import { denies, ROLE, SCP, silent } from './message-parts';
import { deniedMessage } from '../../../src/trail/message/denied-message';

const asked = (resource: string, reason: string) => `User: ${ROLE} is not authorized to perform: s3:GetObject on resource: ${resource}${reason === '' ? '' : ` ${reason}`}`;

const BY_SCP = `with an explicit deny in a service control policy: ${SCP}`;
const BY_IDENTITY = 'because no identity-based policy allows the s3:GetObject action';
const OTHER_SCP = SCP.replace('p-abcd1234', 'p-other123');

const byScp = denies('service control policy', SCP);

test.each([
  ['hides the policy', '"arn:aws:s3:::shop/with an explicit deny in an identity-based policy"', BY_SCP, byScp],
  ['hides the policy with a quote', '"arn:aws:s3:::shop/a" with an explicit deny in an identity-based policy"', BY_SCP, byScp],
  ['hides the policy without quotes', 'arn:aws:s3:::shop/with an explicit deny in an identity-based policy', BY_SCP, byScp],
  ['hides the policy behind a missing allow', '"arn:aws:s3:::shop/because no identity-based policy allows it"', BY_SCP, byScp],
  ['names another policy', `"arn:aws:s3:::shop/with an explicit deny in a service control policy: ${OTHER_SCP}"`, BY_SCP, byScp],
  ['has a second message', '"arn:aws:s3:::shop/a" User: x is not authorized to perform: s3:PutObject with an explicit deny in an identity-based policy"', BY_SCP, byScp],
  ['invents a policy', `"arn:aws:s3:::shop/${BY_SCP}"`, BY_IDENTITY, silent('identity-based policy')],
  ['invents a policy without quotes', `arn:aws:s3:::shop/${BY_SCP}`, BY_IDENTITY, silent('identity-based policy')],
  ['invents a policy where the message names none', `"arn:aws:s3:::shop/${BY_SCP}"`, '', undefined],
])('the name of a resource that %s is no reason', (_, resource, reason, cause) => {
  expect(deniedMessage(asked(resource, reason), { isOne: true })?.cause).toEqual(cause);
});

test('the ARN of a policy can have quotes', () => {
  expect(deniedMessage(asked('"arn:aws:s3:::shop"', `with an explicit deny in a service control policy: "${SCP}"`), { isOne: true })?.cause).toEqual(byScp);
});

test('of several messages in a log, the first one counts with its own reason', () => {
  const log = `${asked('"arn:aws:s3:::shop/a"', BY_SCP)}\n${asked('"arn:aws:s3:::shop/b"', BY_IDENTITY)}`;
  expect(deniedMessage(log)).toMatchObject({ resource: 'arn:aws:s3:::shop/a', cause: byScp });
});
