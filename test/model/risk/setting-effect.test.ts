import type { PolicyTypeName } from '../../../src/contract';
import { settingEffect } from '../../../src/model/risk/attribution/affected';

const EC2 = 'DECLARATIVE_POLICY_EC2';

/** Each setting whose values are known, from the weakest to the strictest. */
test.each<[PolicyTypeName, string[], string[]]>([
  ['S3_POLICY', ['s3_attributes', 'public_access_block_configuration'], ['none', 'all']],
  ['AISERVICES_OPT_OUT_POLICY', ['services', 'default', 'opt_out_policy'], ['optIn', 'optOut']],
  [EC2, ['ec2_attributes', 'image_block_public_access', 'state'], ['unblocked', 'block_new_sharing']],
  [EC2, ['ec2_attributes', 'snapshot_block_public_access', 'state'], ['unblocked', 'block_new_sharing', 'block_all_sharing']],
  [EC2, ['ec2_attributes', 'serial_console_access', 'status'], ['enabled', 'disabled']],
  [EC2, ['ec2_attributes', 'vpc_block_public_access', 'internet_gateway_block', 'mode'], ['off', 'block_ingress', 'block_bidirectional']],
])('of %s %j each value is weaker than the next one', (type, path, values) => {
  const [weakest, strictest] = [values[0], values[values.length - 1]].map((value) => JSON.stringify(value));
  const effect = (before: string | undefined, after: string | undefined) => settingEffect(type, { path, before, after });
  for (let place = 1; place < values.length; place += 1) {
    const [lower, higher] = [values[place - 1], values[place]].map((value) => JSON.stringify(value));
    expect([effect(lower, higher), effect(higher, lower)]).toEqual(['stricter', 'weaker']);
  }
  expect([effect(undefined, weakest), effect(undefined, strictest)]).toEqual(['weaker', 'stricter']);
  for (const middle of values.slice(1, -1)) expect(effect(undefined, JSON.stringify(middle))).toBe('other');
  expect([effect(weakest, '"unknown"'), effect('"unknown"', weakest), effect(strictest, undefined)]).toEqual(['other', 'other', 'gone']);
});

test('a path that only ends with the letters of a known one is another setting', () => {
  expect(settingEffect(EC2, { path: ['my_serial_console_access', 'status'], before: '"enabled"', after: '"disabled"' })).toBe('other');
  expect(settingEffect('S3_POLICY', { path: ['public_access_block_configuration'], before: '"none"', after: '"all"' })).toBe('stricter');
});

test('a tag policy demands more with each key, and another value may be either', () => {
  const path = ['tags', 'stage', 'tag_value'];
  expect(settingEffect('TAG_POLICY', { path, before: undefined, after: '["prod"]' })).toBe('stricter');
  expect(settingEffect('TAG_POLICY', { path, before: '["prod"]', after: '["test"]' })).toBe('other');
  expect(settingEffect('TAG_POLICY', { path, before: '["prod"]', after: undefined })).toBe('gone');
});
